namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>Exact Shapley values of trees where an absent feature goes both ways of a split, each with the share of the training data that went there.</summary>
/// <remarks>
/// Path-dependent TreeSHAP (Lundberg et al., "From local explanations to global understanding with explainable AI for trees", 2020).
/// Prepared once per model; safe to use from many threads. Values are in the unit of the trees' sum (log-odds of a boosted classifier).
/// </remarks>
public sealed class TreeShap
{
    private const int BlockRows = 64;

    private readonly ExplainedTrees model;
    private readonly double[][] shares;
    private readonly double[] baseValues;

    public TreeShap(ExplainedTrees model)
    {
        this.model = model;
        shares = [.. model.Trees.Select(tree => tree.Shares())];
        baseValues = [.. model.Bases];
        for (var i = 0; i < shares.Length; i++) baseValues[model.Trees[i].Output] += Expected(model.Trees[i], shares[i]);
    }

    /// <summary>The contributions of every feature to every score of every row, and the expected score as base value.</summary>
    /// <param name="rows">Row-major values as the trees' <see cref="ExplainedTree"/> reads them.</param>
    /// <param name="threads">How many threads share the rows; the numbers do not depend on it.</param>
    /// <param name="cancellationToken">Checked per block of rows.</param>
    public Explanation Explain(ReadOnlyMemory<double> rows, int threads, CancellationToken cancellationToken)
    {
        int count = model.RowCount(rows), width = model.Width, outputs = model.Outputs;
        var values = new double[count * outputs * width];
        FixedBlocks.For(count, BlockRows, threads, (_, start, end) =>
        {
            for (var row = start; row < end; row++)
            {
                var contributions = values.AsSpan(row * outputs * width, outputs * width);
                for (var i = 0; i < shares.Length; i++)
                {
                    var tree = model.Trees[i];
                    PlainTreeShap.Add(tree, shares[i], rows.Span.Slice(row * width, width), contributions.Slice(tree.Output * width, width));
                }
            }
        }, cancellationToken);
        return new Explanation(model.Features, [.. baseValues], values);
    }

    private static double Expected(ExplainedTree tree, double[] shares)
    {
        var reached = new double[tree.NodeCount];
        var sum = 0.0;
        reached[0] = 1;
        for (var node = 0; node < reached.Length; node++)
        {
            if (tree.Feature[node] == ExplainedTree.Leaf)
            {
                sum += reached[node] * tree.Value[node];
                continue;
            }

            foreach (var child in (ReadOnlySpan<int>)[tree.Left[node], tree.Right[node]]) reached[child] = reached[node] * shares[child];
        }

        return sum;
    }
}
