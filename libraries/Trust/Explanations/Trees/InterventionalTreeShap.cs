using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>Exact Shapley values of trees where an absent feature takes the values of background rows, whatever the others are.</summary>
/// <remarks>
/// Interventional TreeSHAP (Lundberg et al., 2020; Janzing, Minorics and Blöbaum, "Feature relevance quantification in explainable AI", 2020):
/// what <see cref="ExactShapley"/> finds by enumeration for <see cref="ExplainedTrees.ToScorer"/>, leaf by leaf (<see cref="LeafGame"/>).
/// Prepared once per model and background; a row then costs a look-up per leaf, however many background rows there are, unless a path asks
/// more than ten features (fewer in a model of very many leaves). The unit is that of the trees' sum: a link behind it (probabilities) is not additive over trees, KernelSHAP explains it.
/// </remarks>
public sealed class InterventionalTreeShap
{
    private readonly ExplainedTrees model;
    private readonly double[] baseValues;
    private readonly (PatternTree Tree, LeafGame[] Leaves)[] games;

    /// <exception cref="TrustException">A path of a tree asks more than 64 features.</exception>
    public InterventionalTreeShap(ExplainedTrees model, Background background)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(background.Width, model.Width, nameof(background));
        this.model = model;
        baseValues = [.. model.Bases];
        for (var row = 0; row < background.Rows; row++)
        {
            foreach (var tree in model.Trees) baseValues[tree.Output] += background.Shares[row] * tree.Score(background.Row(row));
        }

        var rows = new RowTiles(background.All, model.Width, depth: 0, points: 0);
        PatternTree[] trees = [.. model.Trees.Select(tree => new PatternTree(tree))];
        var tables = LeafTables.For(trees);
        games = new (PatternTree, LeafGame[])[trees.Length];
        for (var i = 0; i < games.Length; i++) games[i] = Prepare(trees[i], rows, background.Shares, tables);
    }

    /// <summary>The contributions of every feature to every score of every row, and the background's mean score as base value.</summary>
    /// <param name="rows">Row-major values as the trees' <see cref="ExplainedTree"/> reads them.</param>
    /// <param name="threads">How many threads share the rows; the numbers do not depend on it.</param>
    /// <param name="cancellationToken">Checked per block of rows.</param>
    public Explanation Explain(ReadOnlyMemory<double> rows, int threads, CancellationToken cancellationToken)
    {
        int width = model.Width, cells = model.Outputs * width;
        var values = new double[model.RowCount(rows) * cells];
        ForEachLeaf(rows, threads, (row, output, game, patterns) => game.AddValues(patterns, values.AsSpan((row * cells) + (output * width)), cells), cancellationToken);
        return new Explanation(model.Features, [.. baseValues], values);
    }

    /// <summary>The contributions of every pair of features.</summary>
    /// <inheritdoc cref="Explain"/>
    public Interactions Interact(ReadOnlyMemory<double> rows, int threads, CancellationToken cancellationToken)
    {
        int width = model.Width, cells = model.Outputs * width;
        var mains = new double[model.RowCount(rows) * cells];
        var pairs = Interactions.Allocate(mains.Length, width);
        ForEachLeaf(rows, threads, (row, output, game, patterns) =>
        {
            var first = (row * cells) + (output * width);
            game.AddValues(patterns, mains.AsSpan(first), cells);
            game.AddPairs(patterns, width, pairs.AsSpan(first * width), cells * width);
        }, cancellationToken);
        for (var i = 0; i < mains.Length; i += width) Interactions.Complete(pairs.AsSpan(i * width, width * width), mains.AsSpan(i, width));
        return new Interactions(model.Features, [.. baseValues], pairs);
    }

    private delegate void LeafAction(int row, int output, LeafGame game, ReadOnlySpan<ulong> patterns);

    /// <summary>Shows every leaf the patterns of up to 32 rows, of which the first is named.</summary>
    private void ForEachLeaf(ReadOnlyMemory<double> rows, int threads, LeafAction action, CancellationToken cancellationToken)
    {
        var width = model.Width;
        FixedBlocks.For(model.RowCount(rows), RowTiles.Rows, threads, (_, start, end) =>
        {
            var tiles = new RowTiles(rows.Span[(start * width)..(end * width)], width, depth: 0, points: 0);
            foreach (var (tree, leaves) in games)
            {
                var patterns = new ulong[tree.Length];
                for (var tile = 0; tile < tiles.Count; tile++)
                {
                    var first = start + (tile * Lanes.Count);
                    tiles.Select(tile);
                    tree.Fill(tiles.Columns, patterns);
                    foreach (var game in leaves) action(first, tree.Tree.Output, game, PatternTree.Of(patterns, game.Node)[..Math.Min(Lanes.Count, end - first)]);
                }
            }
        }, cancellationToken);
    }

    /// <summary>Counts the background's patterns at every leaf.</summary>
    private static (PatternTree Tree, LeafGame[] Leaves) Prepare(PatternTree tree, RowTiles rows, ReadOnlySpan<double> shares, LeafTables tables)
    {
        var counts = tree.Leaves.Select(_ => new SortedDictionary<ulong, double>()).ToArray();
        var patterns = new ulong[tree.Length];
        for (var row = 0; row < shares.Length; row++)
        {
            if (row % Lanes.Count == 0)
            {
                rows.Select(row / Lanes.Count);
                tree.Fill(rows.Columns, patterns);
            }

            for (var i = 0; i < counts.Length; i++)
            {
                var pattern = PatternTree.Of(patterns, tree.Leaves[i].Node)[row % Lanes.Count] & tree.Leaves[i].All;
                counts[i][pattern] = counts[i].GetValueOrDefault(pattern) + shares[row];
            }
        }

        return (tree, [.. tree.Leaves.Select((leaf, i) => new LeafGame(leaf, [.. counts[i].Select(entry => (entry.Key, entry.Value))], tables))]);
    }
}
