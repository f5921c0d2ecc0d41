namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>One split of a <see cref="TreeProgram"/>.</summary>
internal sealed class SplitStep
{
    public required int Feature { get; init; }

    /// <summary>Its number in the tree that was compiled.</summary>
    public required int Node { get; init; }

    public required double Threshold { get; init; }

    public required bool MissingLeft { get; init; }

    public required bool IsCategorical { get; init; }

    /// <summary>How many splits lie above it.</summary>
    public required int Depth { get; init; }

    /// <summary>The depth below the nearest split above that asks the same feature; 0 where there is none.</summary>
    public required int Earlier { get; init; }

    public required SplitSide Left { get; init; }

    public required SplitSide Right { get; init; }

    /// <summary>Per point: t h of the earlier edge of the same feature, h being 1 where there is none.</summary>
    public required double[] Slopes { get; init; }

    /// <summary>Per point: h of the earlier edge of the same feature.</summary>
    public required double[] EarlierHeights { get; init; }
}

/// <summary>One way out of a split.</summary>
/// <param name="Child">The step it leads to; null at a leaf.</param>
/// <param name="Value">The leaf's value; 0 where a step follows.</param>
/// <param name="Share">The share of the split's cover that goes this way.</param>
/// <param name="Heights">Per point: h = 1 / ((1 − t) z + t), z being the product of the feature's shares on the path down to here.</param>
internal sealed record SplitSide(SplitStep? Child, double Value, double Share, double[] Heights);
