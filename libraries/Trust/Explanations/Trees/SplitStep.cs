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

    public required StepConstants Constants { get; init; }

    /// <summary>The rows that go left, among those that came the feature's way so far.</summary>
    /// <param name="tree">The tree that was compiled.</param>
    /// <param name="columns">Per feature: the rows' values.</param>
    /// <param name="earlier">1 where a row came the feature's way, else 0.</param>
    /// <param name="left">Receives 1 where it goes left besides, else 0.</param>
    public void Split(ExplainedTree tree, ReadOnlySpan<Lanes> columns, in Lanes earlier, ref Lanes left)
    {
        ref readonly var column = ref columns[Feature];
        if (IsCategorical) SplitCodes(tree, column, earlier, ref left);
        else left = MissingLeft ? Lanes.KeepNotAbove(column, Threshold, earlier) : Lanes.KeepBelow(column, Threshold, earlier);
    }

    private void SplitCodes(ExplainedTree tree, in Lanes column, in Lanes earlier, ref Lanes left)
    {
        var codes = Lanes.Values(new ReadOnlySpan<Lanes>(in column));
        var before = Lanes.Values(new ReadOnlySpan<Lanes>(in earlier));
        var after = Lanes.Values(new Span<Lanes>(ref left));
        for (var row = 0; row < after.Length; row++) after[row] = tree.GoesLeft(Node, codes[row]) ? before[row] : 0;
    }
}

/// <summary>One way out of a split.</summary>
/// <param name="Child">The step it leads to; null at a leaf.</param>
/// <param name="Value">The leaf's value; 1 where a step follows.</param>
/// <param name="Share">The share of the split's cover that goes this way.</param>
internal readonly record struct SplitSide(SplitStep? Child, double Value, double Share);

/// <summary>What a split needs per point t, side by side in one array; h = 1 / ((1 − t) z + t), z being a product of shares.</summary>
/// <param name="All">The program's constants.</param>
/// <param name="Start">Where the step's begin.</param>
/// <param name="Points">How many points there are.</param>
internal readonly record struct StepConstants(double[] All, int Start, int Points)
{
    /// <summary>How many numbers a step has per point.</summary>
    public const int Kinds = 4;

    /// <summary>t h of the earlier edge of the same feature; h is 1 where there is none.</summary>
    public Span<double> Slopes => Kind(0);

    /// <summary>h of the earlier edge of the same feature.</summary>
    public Span<double> Earlier => Kind(1);

    /// <summary>h of the edge to the left.</summary>
    public Span<double> Left => Kind(2);

    /// <summary>h of the edge to the right.</summary>
    public Span<double> Right => Kind(3);

    private Span<double> Kind(int number) => All.AsSpan(Start + (number * Points), Points);
}
