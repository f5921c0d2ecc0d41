using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Bias;

/// <summary>Passes once over the rows, in fixed blocks whose tables are added in order: the threads do not change a digit.</summary>
internal static class OutcomeCounter
{
    /// <summary>More cells than this are refused: there would be hardly a row in any.</summary>
    public const int MostCells = 1 << 22;

    private const int ChunkRows = 2048;
    private const int BlockRows = 1 << 16;
    private const int LaneCells = 1 << 12;

    /// <summary>What was counted: cell 0 holds the rows left out.</summary>
    /// <param name="Counts">Rows per cell.</param>
    /// <param name="Weights">Σ w per cell, or null without weights.</param>
    /// <param name="Squares">Σ w² per cell, or null without weights.</param>
    public readonly record struct Tallies(double[] Counts, double[]? Weights, double[]? Squares);

    public static Tallies Count(OutcomeColumns columns, int cells, int threads, CancellationToken cancellationToken)
    {
        var size = Math.Max(BlockRows, (int)Math.Min(int.MaxValue / 2, (long)columns.Rows * cells / MostCells));
        var blocks = new Block[FixedBlocks.Count(columns.Rows, size)];
        FixedBlocks.For(columns.Rows, size, threads, (block, start, end) => blocks[block] = CountBlock(columns, cells, start, end), cancellationToken);

        var weighted = !columns.Weights.IsEmpty || !columns.Scores.IsEmpty;
        var all = new Tallies(new double[cells + 1], weighted ? new double[cells + 1] : null, weighted ? new double[cells + 1] : null);
        foreach (var block in blocks) block.AddTo(all);
        return all;
    }

    private static Block CountBlock(OutcomeColumns columns, int cells, int start, int end)
    {
        var block = new Block(cells, weighted: !columns.Weights.IsEmpty || !columns.Scores.IsEmpty);
        Span<int> buffer = stackalloc int[ChunkRows];
        for (var from = start; from < end; from += ChunkRows)
        {
            var keys = buffer[..Math.Min(ChunkRows, end - from)];
            keys.Clear();
            foreach (var facet in columns.Facets) Combine(keys, facet.Codes, facet.Values, facet.Name, from);
            Combine(keys, columns.Observed.Codes, columns.Observed.Values, columns.Observed.Name, from);
            if (!columns.Predicted.IsEmpty) Combine(keys, columns.Predicted, columns.Observed.Values, "predicted label", from);
            block.Add(keys, Slice(columns.Weights, from, keys.Length), Slice(columns.Scores, from, keys.Length), from);
        }

        return block;
    }

    internal static void Combine(Span<int> keys, ReadOnlyMemory<int> codes, int values, string name, int from)
    {
        var chunk = codes.Span.Slice(from, keys.Length);
        if (CountingKernels.Combine(keys, chunk, values) < values) return;
        var row = 0;
        while (chunk[row] < values) row++;
        throw new TrustException($"The column '{name}' has the code {chunk[row]} in row {from + row + 1}, but only {values} values.");
    }

    private static ReadOnlySpan<double> Slice(ReadOnlyMemory<double> values, int from, int length) =>
        values.IsEmpty ? [] : values.Span.Slice(from, length);

    private sealed class Block(int cells, bool weighted)
    {
        private readonly int stride = cells <= LaneCells ? cells + 1 : 0;
        private readonly int[] counts = new int[cells <= LaneCells ? CountingKernels.Lanes * (cells + 1) : cells + 1];
        private readonly double[] weights = weighted ? new double[cells + 1] : [];
        private readonly double[] squares = weighted ? new double[cells + 1] : [];

        public void Add(ReadOnlySpan<int> keys, ReadOnlySpan<double> rowWeights, ReadOnlySpan<double> scores, int from)
        {
            if (rowWeights.ContainsAnyExceptInRange(0, double.MaxValue)) throw Refuse("weight", rowWeights, double.MaxValue, from);
            if (scores.ContainsAnyExceptInRange(0, 1)) throw Refuse("score", scores, 1, from);
            if (scores.IsEmpty)
            {
                CountingKernels.Tally(keys, counts, stride);
                if (weighted) CountingKernels.TallyWeights(keys, rowWeights, weights, squares);
                return;
            }

            CountingKernels.TallyScores(keys, scores, rowWeights, weights);
            foreach (var key in keys) counts[key < 0 ? 0 : (2 * key) + 1]++;
        }

        public void AddTo(in Tallies all)
        {
            for (var i = 0; i < counts.Length; i++) all.Counts[stride == 0 ? i : i % stride] += counts[i];
            for (var cell = 0; cell < weights.Length; cell++)
            {
                all.Weights![cell] += weights[cell];
                all.Squares![cell] += squares[cell];
            }
        }

        private static TrustException Refuse(string what, ReadOnlySpan<double> values, double most, int from)
        {
            var row = values.IndexOfAnyExceptInRange(0, most);
            return new TrustException($"The {what} of row {from + row + 1} is {values[row]}, which is not between 0 and {(most == 1 ? "1" : "infinity")}.");
        }
    }
}
