namespace MlPlatform.Learning.Trees;

/// <summary>One regression tree as parallel arrays over its nodes; node 0 is the root, children come after their parent.</summary>
/// <remarks>
/// At a numeric split a value goes left when <c>value &lt; Threshold</c>, both as 32-bit floats. At a categorical split a code
/// goes left when its bit is set in the split's words; a code beyond them goes right. A missing value and a category never seen
/// (a negative code) go <see cref="DefaultLeft"/>'s way.
/// </remarks>
public sealed class DecisionTree
{
    /// <summary>In <see cref="Feature"/>: the node is a leaf.</summary>
    public const int Leaf = -1;

    /// <summary>Per node: the index of the input that is asked, or <see cref="Leaf"/>.</summary>
    public required int[] Feature { get; init; }

    /// <summary>Per node: the bound of a numeric split.</summary>
    public required float[] Threshold { get; init; }

    /// <summary>Per node: the left child; 0 at a leaf.</summary>
    public required int[] Left { get; init; }

    /// <summary>Per node: the right child; 0 at a leaf.</summary>
    public required int[] Right { get; init; }

    /// <summary>Per node: 1 where a missing value goes left, else 0.</summary>
    public required byte[] DefaultLeft { get; init; }

    /// <summary>Per node: what a leaf adds to the margin, the learning rate included; 0 at a split.</summary>
    public required float[] Value { get; init; }

    /// <summary>Per node: how much the split lowered the regularised loss; 0 at a leaf.</summary>
    public required float[] Gain { get; init; }

    /// <summary>Per node: the sum of hessians (weights, for squared error) of the training rows that reached it.</summary>
    public required float[] Cover { get; init; }

    /// <summary>Per node: the first word of its category set in <see cref="CategoryWords"/>, or -1 at a numeric split and a leaf.</summary>
    public required int[] CategoryStart { get; init; }

    /// <summary>Per node: how many 32-bit words its category set has.</summary>
    public required int[] CategoryLength { get; init; }

    /// <summary>Bit c % 32 of word c / 32 of a node's set: code c goes left.</summary>
    public required int[] CategoryWords { get; init; }

    public int NodeCount => Feature.Length;

    /// <summary>The most splits between the root and a leaf.</summary>
    public int Depth
    {
        get
        {
            var depths = new int[NodeCount];
            var deepest = 0;
            for (var node = 0; node < NodeCount; node++)
            {
                deepest = Math.Max(deepest, depths[node]);
                if (Feature[node] == Leaf) continue;
                depths[Left[node]] = depths[Right[node]] = depths[node] + 1;
            }

            return deepest;
        }
    }
}
