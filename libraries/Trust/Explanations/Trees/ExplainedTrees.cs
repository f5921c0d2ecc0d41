namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>Trees whose leaf values are summed, per output, on top of a base: what the tree explainers need to know of a model.</summary>
/// <remarks>The score is that sum (for a boosted classifier: the log-odds), not what a link makes of it.</remarks>
public sealed class ExplainedTrees
{
    /// <param name="features">The names of a row's values, in order.</param>
    /// <param name="trees">The trees; each says to which output it adds.</param>
    /// <param name="bases">One per output: the score before any tree.</param>
    /// <exception cref="TrustException">A tree is no tree; the message names the tree and the node.</exception>
    public ExplainedTrees(IReadOnlyList<string> features, IReadOnlyList<ExplainedTree> trees, double[] bases)
    {
        ArgumentOutOfRangeException.ThrowIfZero(features.Count, nameof(features));
        ArgumentOutOfRangeException.ThrowIfZero(bases.Length, nameof(bases));
        for (var i = 0; i < trees.Count; i++) TreeRules.Check(trees[i], i, features.Count, bases.Length);
        Features = features;
        Trees = trees;
        Bases = bases;
    }

    public IReadOnlyList<string> Features { get; }

    public IReadOnlyList<ExplainedTree> Trees { get; }

    /// <summary>One per output: the score before any tree.</summary>
    public double[] Bases { get; }

    /// <summary>How many values a row has.</summary>
    public int Width => Features.Count;

    /// <summary>How many scores a row has.</summary>
    public int Outputs => Bases.Length;

    /// <summary>The scores by walking every tree, as a model for the explainers that know no trees.</summary>
    public Scorer ToScorer() => new(Features, Outputs, Score);

    private void Score(ReadOnlySpan<double> rows, Span<double> scores)
    {
        for (var row = 0; row < rows.Length / Width; row++)
        {
            var own = scores.Slice(row * Outputs, Outputs);
            Bases.CopyTo(own);
            foreach (var tree in Trees) own[tree.Output] += tree.Score(rows.Slice(row * Width, Width));
        }
    }

    /// <summary>How many whole rows the values are.</summary>
    internal int RowCount(ReadOnlyMemory<double> rows) =>
        rows.Length % Width == 0 ? rows.Length / Width : throw new ArgumentException($"{rows.Length} values are no whole rows of {Width}.", nameof(rows));
}
