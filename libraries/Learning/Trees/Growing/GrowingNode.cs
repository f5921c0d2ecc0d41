namespace MlPlatform.Learning.Trees.Growing;

/// <summary>A node of the tree that is being grown.</summary>
internal sealed class GrowingNode
{
    public const int NoSlot = -1;

    public required int Id { get; init; }

    public required int Depth { get; init; }

    public required double Gradient { get; init; }

    public required double Hessian { get; init; }

    public required Bounds Bounds { get; init; }

    /// <summary>The columns asked above it, where constraints need to know them.</summary>
    public required int[] Path { get; init; }

    /// <summary>The columns that this node may ask; null for all.</summary>
    public bool[]? Allowed { get; set; }

    /// <summary>Where its histogram lies.</summary>
    public int Slot { get; set; } = NoSlot;

    public SplitCandidate Split { get; set; } = SplitCandidate.None;
}
