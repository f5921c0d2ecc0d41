using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Bias;

/// <summary>What a regression model's figures are per group, from one pass in fixed blocks: the threads do not change a digit.</summary>
public sealed class RegressionTable
{
    private const int ChunkRows = 2048;
    private const int BlockRows = 1 << 16;

    private readonly FacetShape shape;

    private RegressionTable(FacetShape shape, RegressionGroup[] groups, double leftOut)
    {
        this.shape = shape;
        (Groups, LeftOut) = (groups, leftOut);
        var whole = new RegressionGroup("all groups", groups.Length == 0 ? 0 : groups[0].Shift);
        foreach (var group in groups) whole.Add(group);
        Whole = whole;
    }

    /// <summary>The groups in the order of their codes; some may have no rows.</summary>
    public IReadOnlyList<RegressionGroup> Groups { get; }

    /// <summary>All rows.</summary>
    public RegressionGroup Whole { get; }

    /// <summary>How many rows were left out because a facet or a number is missing.</summary>
    public double LeftOut { get; }

    /// <exception cref="TrustException">A number is infinite, a weight negative, or a code too large; the message names the row.</exception>
    public static RegressionTable Count(RegressionColumns columns, int threads, CancellationToken cancellationToken)
    {
        columns.Require();
        var shape = new FacetShape(columns.Facets);
        if (shape.Groups > OutcomeCounter.MostCells) throw new ArgumentException($"The facets make {shape.Groups} groups; at most {OutcomeCounter.MostCells} can be counted.");
        var rows = columns.Observed.Length;
        var size = Math.Max(BlockRows, (int)Math.Min(int.MaxValue / 2, (long)rows * shape.Groups * 8 / OutcomeCounter.MostCells));
        var blocks = new (RegressionGroup[] Groups, double LeftOut)[FixedBlocks.Count(rows, size)];
        var shift = Shift(columns);
        FixedBlocks.For(rows, size, threads, (block, from, to) => blocks[block] = CountBlock(columns, shape, shift, from, to), cancellationToken);

        var all = Empty(shape, shift);
        foreach (var (groups, _) in blocks)
        {
            for (var group = 0; group < groups.Length; group++) all[group].Add(groups[group]);
        }

        return new RegressionTable(shape, all, blocks.Sum(block => block.LeftOut));
    }

    /// <summary>The same rows by these facets only (their positions, in the wanted order).</summary>
    public RegressionTable Along(params ReadOnlySpan<int> facets)
    {
        var kept = shape.Keep(facets);
        var targets = shape.Targets(facets);
        var groups = Empty(kept, Whole.Shift);
        for (var group = 0; group < targets.Length; group++) groups[targets[group]].Add(Groups[group]);
        return new RegressionTable(kept, groups, LeftOut);
    }

    /// <summary>A figure's spread over the groups that have rows, with the pair that differs most.</summary>
    public Spread Spread(RegressionFigure figure)
    {
        var present = Groups.Where(group => group.Rows > 0).ToArray();
        return new Spread([.. present.Select(group => group.Name)], [.. present.Select(group => figure.Of(group))], figure.Of(Whole));
    }

    private static (RegressionGroup[] Groups, double LeftOut) CountBlock(RegressionColumns columns, FacetShape shape, double shift, int start, int end)
    {
        var groups = Empty(shape, shift);
        var leftOut = 0;
        Span<int> buffer = stackalloc int[ChunkRows];
        for (var from = start; from < end; from += ChunkRows)
        {
            var keys = buffer[..Math.Min(ChunkRows, end - from)];
            keys.Clear();
            foreach (var facet in columns.Facets) OutcomeCounter.Combine(keys, facet.Codes, facet.Values, facet.Name, from);
            for (var i = 0; i < keys.Length; i++)
            {
                var row = from + i;
                double observed = columns.Observed.Span[row], predicted = columns.Predicted.Span[row];
                if (keys[i] < 0 || double.IsNaN(observed) || double.IsNaN(predicted)) leftOut++;
                else groups[keys[i]].Add(Finite(observed, "observed number", row), Finite(predicted, "predicted number", row), Weight(columns, row));
            }
        }

        return (groups, leftOut);
    }

    /// <summary>The first number: sums of squares about it stay exact where all numbers are large.</summary>
    private static double Shift(RegressionColumns columns)
    {
        foreach (var value in columns.Observed.Span)
        {
            if (double.IsFinite(value)) return value;
        }

        return 0;
    }

    private static double Weight(RegressionColumns columns, int row) => columns.Weights.IsEmpty ? 1 : columns.Weights.Span[row] switch
    {
        >= 0 and < double.PositiveInfinity and var weight => weight,
        var wrong => throw new TrustException($"The weight of row {row + 1} is {wrong}, which is not between 0 and infinity."),
    };

    private static double Finite(double value, string what, int row) =>
        double.IsFinite(value) ? value : throw new TrustException($"The {what} of row {row + 1} is {value}, which is no finite number.");

    private static RegressionGroup[] Empty(FacetShape shape, double shift) =>
        [.. Enumerable.Range(0, shape.Groups).Select(group => new RegressionGroup(shape.Title(group), shift))];
}
