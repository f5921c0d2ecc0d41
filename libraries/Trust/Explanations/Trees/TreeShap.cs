namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>Exact Shapley values of trees where an absent feature goes both ways of a split, each with the share of the training data that went there.</summary>
/// <remarks>
/// Path-dependent TreeSHAP (Lundberg et al., "From local explanations to global understanding with explainable AI for trees", 2020), found
/// by integrating the leaves' polynomials (<see cref="PathKernel"/>); the sums run over edges as in Yu et al., "Linear TreeShap" (2022).
/// Prepared once per model; safe to use from many threads. Values are in the unit of the trees' sum (log-odds of a boosted classifier).
/// </remarks>
public sealed class TreeShap
{
    private readonly ExplainedTrees model;
    private readonly TreeProgram[] programs;
    private readonly double[] baseValues;
    private readonly int depth;
    private readonly int points;

    public TreeShap(ExplainedTrees model)
    {
        this.model = model;
        programs = [.. model.Trees.Select(tree => new TreeProgram(tree))];
        depth = programs.Length == 0 ? 0 : programs.Max(program => program.Depth);
        points = programs.Length == 0 ? 1 : programs.Max(program => program.Points);
        baseValues = [.. model.Bases];
        foreach (var program in programs) baseValues[program.Tree.Output] += program.Expected;
    }

    /// <summary>The contributions of every feature to every score of every row, and the expected score as base value.</summary>
    /// <param name="rows">Row-major values as the trees' <see cref="ExplainedTree"/> reads them.</param>
    /// <param name="threads">How many threads share the rows; the numbers do not depend on it.</param>
    /// <param name="cancellationToken">Checked per block of rows.</param>
    public Explanation Explain(ReadOnlyMemory<double> rows, int threads, CancellationToken cancellationToken)
    {
        int count = model.RowCount(rows), width = model.Width, outputs = model.Outputs;
        var values = new double[count * outputs * width];
        FixedBlocks.For(count, RowTiles.Rows, threads, (_, start, end) =>
        {
            var tiles = new RowTiles(rows.Span[(start * width)..(end * width)], width, depth, points);
            var cells = outputs * width;
            var contributions = new Lanes[tiles.Count * cells];
            foreach (var program in programs)
            {
                for (var tile = 0; tile < tiles.Count; tile++)
                {
                    tiles.Select(tile);
                    PathWalk.Add(program, tiles, contributions.AsSpan((tile * cells) + (program.Tree.Output * width), width));
                }
            }

            var lanes = Lanes.Values(contributions.AsSpan());
            for (var row = 0; row < end - start; row++)
            {
                for (var cell = 0; cell < cells; cell++) values[((start + row) * cells) + cell] = lanes[RowTiles.Position(row, cell, cells)];
            }
        }, cancellationToken);
        return new Explanation(model.Features, [.. baseValues], values);
    }
}
