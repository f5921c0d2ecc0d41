namespace MlPlatform.Trust.Bias;

/// <summary>The two sides that bias metrics compare.</summary>
/// <param name="Rest">Facet a: all rows outside the group in question, or another group.</param>
/// <param name="Group">Facet d: the group that may be disfavoured.</param>
/// <param name="HasPredictions">Whether predicted labels were counted; without them only metrics of labels have a meaning.</param>
public sealed record FacetComparison(GroupOutcomes Rest, GroupOutcomes Group, bool HasPredictions)
{
    /// <summary>What a zero denominator means.</summary>
    public ZeroRule ZeroRule { get; init; }

    public double Rows => Rest.Rows + Group.Rows;

    /// <summary>The rate of the group less that of the rest.</summary>
    public MetricOutcome Gap(GroupRate rate) => rate.Of(Group, ZeroRule).Minus(rate.Of(Rest, ZeroRule));

    /// <summary>The rate of the rest less that of the group.</summary>
    public MetricOutcome GapOfRest(GroupRate rate) => rate.Of(Rest, ZeroRule).Minus(rate.Of(Group, ZeroRule));

    /// <summary>The rate of the group divided by that of the rest.</summary>
    public MetricOutcome Ratio(GroupRate rate) => rate.Of(Group, ZeroRule)
        .DividedBy(rate.Of(Rest, ZeroRule), $"the {rate.Description} of {Rest.Name} is zero", ZeroRule);
}
