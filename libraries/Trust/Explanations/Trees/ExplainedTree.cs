namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>One decision tree as parallel arrays over its nodes; node 0 is the root, children come after their parent.</summary>
/// <remarks>
/// At a numeric split a value goes left when <c>value &lt; Threshold</c>, both as 64-bit floats. At a categorical split a code goes
/// left when its bit is set in the node's words; a code beyond them goes right. A missing value (NaN), and at a categorical split a
/// negative code, goes <see cref="DefaultLeft"/>'s way.
/// </remarks>
public sealed class ExplainedTree
{
    /// <summary>In <see cref="Feature"/>: the node is a leaf.</summary>
    public const int Leaf = -1;

    /// <summary>Per node: the feature that is asked, or <see cref="Leaf"/>.</summary>
    public required int[] Feature { get; init; }

    /// <summary>Per node: the bound of a numeric split.</summary>
    public required double[] Threshold { get; init; }

    /// <summary>Per node: the left child; not read at a leaf.</summary>
    public required int[] Left { get; init; }

    /// <summary>Per node: the right child; not read at a leaf.</summary>
    public required int[] Right { get; init; }

    /// <summary>Per node: whether a missing value goes left.</summary>
    public required bool[] DefaultLeft { get; init; }

    /// <summary>Per node: what a leaf adds to the score; not read at a split.</summary>
    public required double[] Value { get; init; }

    /// <summary>Per node: how much of the training data reached it (rows, weights or hessians).</summary>
    public required double[] Cover { get; init; }

    /// <summary>Per node: bit c % 32 of word c / 32 says that code c goes left; null at a numeric split. Null where no split is categorical.</summary>
    public uint[]?[]? Categories { get; init; }

    /// <summary>Which of the model's scores the tree adds to.</summary>
    public int Output { get; init; }

    public int NodeCount => Feature.Length;

    /// <summary>Which way a value goes at a split.</summary>
    public bool GoesLeft(int node, double value)
    {
        if (double.IsNaN(value)) return DefaultLeft[node];
        if (Categories?[node] is not { } words) return value < Threshold[node];
        if (value < 0) return DefaultLeft[node];
        return value < 32L * words.Length && (words[(int)value >> 5] >> ((int)value & 31) & 1) != 0;
    }

    /// <summary>The value of the leaf that a row reaches.</summary>
    public double Score(ReadOnlySpan<double> row)
    {
        var node = 0;
        while (Feature[node] != Leaf) node = GoesLeft(node, row[Feature[node]]) ? Left[node] : Right[node];
        return Value[node];
    }

    /// <summary>Per node, the share of its parent's cover that reached it; 1 at the root.</summary>
    /// <remarks>Below a node that nothing reached the shares are one half each.</remarks>
    internal double[] Shares()
    {
        var shares = new double[NodeCount];
        shares[0] = 1;
        for (var node = 0; node < NodeCount; node++)
        {
            if (Feature[node] == Leaf) continue;
            foreach (var child in (ReadOnlySpan<int>)[Left[node], Right[node]]) shares[child] = Cover[node] > 0 ? Cover[child] / Cover[node] : 0.5;
        }

        return shares;
    }
}
