namespace MlPlatform.Trust.Bias;

/// <summary>What a metric needs: labels alone, or a model's predictions too.</summary>
public enum BiasStage
{
    PreTraining = 1,
    PostTraining = 2,
}

/// <summary>How a value away from the ideal is to be read.</summary>
public enum BiasReading
{
    /// <summary>A distance: larger means more different, it has no direction.</summary>
    Distance = 1,

    /// <summary>Above the ideal the group in question is worse off.</summary>
    AboveDisfavorsGroup = 2,

    /// <summary>Below the ideal the group in question is worse off.</summary>
    BelowDisfavorsGroup = 3,
}

/// <summary>A named bias metric: a few lines over the counts of two sides.</summary>
/// <param name="Name">Clarify's abbreviation (DPL) or AIF360's name (average_odds_difference).</param>
/// <param name="Description">In words; Clarify's full name for a metric of Clarify's.</param>
/// <param name="Ideal">The value that says "no difference".</param>
public sealed record BiasMetric(
    string Name, string Description, BiasStage Stage, double Ideal, BiasReading Reading, Func<FacetComparison, MetricOutcome> Formula)
{
    /// <summary>The metric of this comparison; a side without rows, or missing predictions, is a stated outcome.</summary>
    public MetricOutcome Compute(FacetComparison comparison)
    {
        if (comparison.Rows == 0) return MetricOutcome.Undefined("there are no rows");
        if (comparison.Group.Rows == 0) return MetricOutcome.Undefined($"no row belongs to {comparison.Group.Name}");
        if (comparison.Rest.Rows == 0) return MetricOutcome.Undefined($"every row belongs to {comparison.Group.Name}, there is no rest to compare it with");
        if (Stage == BiasStage.PostTraining && !comparison.HasPredictions) return MetricOutcome.Undefined("there are no predicted labels");
        return Formula(comparison);
    }

    /// <summary>How bad a value is for the group: its distance from the ideal, negative where it favours the group.</summary>
    public double Severity(double value) => Reading switch
    {
        BiasReading.AboveDisfavorsGroup => value - Ideal,
        BiasReading.BelowDisfavorsGroup => Ideal - value,
        _ => Math.Abs(value - Ideal),
    };
}
