namespace MlPlatform.Trust.Bias;

/// <summary>Several groups side by side, for metrics that look at all of them at once.</summary>
/// <param name="Groups">The groups; some may have no rows.</param>
/// <param name="HasPredictions">Whether predicted labels were counted.</param>
public sealed record GroupSet(IReadOnlyList<GroupOutcomes> Groups, bool HasPredictions)
{
    /// <summary>What a zero denominator means.</summary>
    public ZeroRule ZeroRule { get; init; }

    /// <summary>All rows.</summary>
    public GroupOutcomes Whole => GroupOutcomes.Join("all groups", Groups);

    /// <summary>Two of the groups as the sides of a comparison.</summary>
    public FacetComparison Compare(int group, int with) => new(Groups[with], Groups[group], HasPredictions) { ZeroRule = ZeroRule };
}
