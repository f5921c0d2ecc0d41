using MlPlatform.Tables.Parallelism;

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
        int count = model.RowCount(rows), width = model.Width, cells = model.Outputs * width;
        var values = new double[count * cells];
        FixedBlocks.For(count, RowTiles.Rows, threads, (_, start, end) =>
        {
            var tiles = new RowTiles(rows.Span[(start * width)..(end * width)], width, depth, points);
            var contributions = new Lanes[tiles.Count * cells];
            foreach (var program in programs)
            {
                for (var tile = 0; tile < tiles.Count; tile++)
                {
                    tiles.Select(tile);
                    PathWalk.Add(program, tiles, contributions.AsSpan((tile * cells) + (program.Tree.Output * width), width));
                }
            }

            RowTiles.Unload(contributions, values.AsSpan(start * cells, (end - start) * cells), cells);
        }, cancellationToken);
        return new Explanation(model.Features, [.. baseValues], values);
    }

    /// <summary>The contributions of every pair of features.</summary>
    /// <inheritdoc cref="Explain"/>
    public Interactions Interact(ReadOnlyMemory<double> rows, int threads, CancellationToken cancellationToken)
    {
        int count = model.RowCount(rows), width = model.Width, outputs = model.Outputs, cells = outputs * width;
        var values = Interactions.Allocate(count * cells, width);
        FixedBlocks.For(count, Lanes.Count, threads, (_, start, end) =>
        {
            var tiles = new RowTiles(rows.Span[(start * width)..(end * width)], width, depth, points);
            Lanes[] contributions = new Lanes[cells], pairs = new Lanes[cells * width];
            foreach (var program in programs)
            {
                var first = program.Tree.Output * width;
                InteractionWalk.Add(program, tiles, contributions.AsSpan(first, width), pairs.AsSpan(first * width, width * width));
            }

            var mains = new double[(end - start) * cells];
            var block = values.AsSpan(start * cells * width, (end - start) * cells * width);
            RowTiles.Unload(contributions, mains, cells);
            RowTiles.Unload(pairs, block, cells * width);
            for (var i = 0; i < mains.Length; i += width) Interactions.Complete(block.Slice(i * width, width * width), mains.AsSpan(i, width));
        }, cancellationToken);
        return new Interactions(model.Features, [.. baseValues], values);
    }
}
