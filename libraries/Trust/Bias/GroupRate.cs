namespace MlPlatform.Trust.Bias;

/// <summary>A rate of one group: one count divided by another.</summary>
/// <param name="Name">AIF360's name, for example true_positive_rate.</param>
/// <param name="Description">In words, for reasons and reports.</param>
/// <param name="Stage">Whether it needs predictions.</param>
/// <param name="Reading">How a higher or lower rate of the group than of others is to be read.</param>
/// <param name="Numerator">The count above.</param>
/// <param name="Denominator">The count below.</param>
/// <param name="Lacking">What no row does where the denominator is zero: "has the favourable label".</param>
public sealed record GroupRate(
    string Name, string Description, BiasStage Stage, BiasReading Reading,
    Func<GroupOutcomes, double> Numerator, Func<GroupOutcomes, double> Denominator, string Lacking = "")
{
    /// <summary>Whether AIF360 makes it 0 where the denominator is zero.</summary>
    internal bool ZeroInAif360 { get; init; }

    /// <summary>The rate of a group; a zero denominator is a stated outcome.</summary>
    public MetricOutcome Of(GroupOutcomes side, ZeroRule rule = ZeroRule.Stated)
    {
        if (side.Rows == 0) return MetricOutcome.Undefined($"no row belongs to {side.Name}");
        var denominator = Denominator(side);
        return denominator == 0
            ? MetricOutcome.Ratio(Numerator(side), 0, $"no row of {side.Name} {Lacking}", rule == ZeroRule.AsAif360 && ZeroInAif360 ? ZeroRule.AsClarify : rule)
            : MetricOutcome.Of(Numerator(side) / denominator);
    }
}
