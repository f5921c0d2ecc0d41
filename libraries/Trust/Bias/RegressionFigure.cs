namespace MlPlatform.Trust.Bias;

/// <summary>A figure of a regression model on one group; metrics compare it between groups.</summary>
/// <param name="Name">For example mean_absolute_error.</param>
/// <param name="Description">In words.</param>
/// <param name="Formula">Over the sums of a group that has rows.</param>
public sealed record RegressionFigure(string Name, string Description, Func<RegressionGroup, MetricOutcome> Formula)
{
    /// <summary>The figure of a group; no rows are a stated outcome.</summary>
    public MetricOutcome Of(RegressionGroup group) =>
        group.Rows == 0 ? MetricOutcome.Undefined($"no row belongs to {group.Name}") : Formula(group);

    /// <summary>The figure of the group less that of another.</summary>
    public MetricOutcome Difference(RegressionGroup group, RegressionGroup other) => Of(group).Minus(Of(other));

    /// <summary>The figure of the group divided by that of another.</summary>
    public MetricOutcome Ratio(RegressionGroup group, RegressionGroup other) => Of(group).DividedBy(Of(other), $"the {Description} of {other.Name} is zero");
}

/// <summary>The figures there are.</summary>
public static class RegressionFigures
{
    /// <summary>ȳ.</summary>
    public static RegressionFigure MeanLabel { get; } = Mean("mean_label", "mean observed number", g => (g.Shift * g.Rows) + g.Observed);

    /// <summary>p̄.</summary>
    public static RegressionFigure MeanPrediction { get; } = Mean("mean_prediction", "mean prediction", g => (g.Shift * g.Rows) + g.Predicted);

    /// <summary>p̄ − ȳ: above zero the group is predicted too high.</summary>
    public static RegressionFigure MeanError { get; } = Mean("mean_error", "mean error", g => g.Predicted - g.Observed);

    /// <summary>1/n Σ |p − y|.</summary>
    public static RegressionFigure MeanAbsoluteError { get; } = Mean("mean_absolute_error", "mean absolute error", g => g.AbsoluteErrors);

    /// <summary>1/n Σ (p − y)².</summary>
    public static RegressionFigure MeanSquaredError { get; } = Mean("mean_squared_error", "mean squared error", g => g.SquaredErrors);

    /// <summary>√ of the mean squared error.</summary>
    public static RegressionFigure RootMeanSquaredError { get; } = new("root_mean_squared_error", "root mean squared error", g => MetricOutcome.Of(Math.Sqrt(g.SquaredErrors / g.Rows)));

    /// <summary>1 − Σ (p − y)² / Σ (y − ȳ)² with the group's own ȳ; undefined where the group's labels are all equal.</summary>
    public static RegressionFigure RSquared { get; } = new("r2_score", "R²", g =>
    {
        var around = g.ObservedSquares - (g.Observed * g.Observed / g.Rows);
        var constant = around <= 1e-14 * g.ObservedSquares;
        return constant ? MetricOutcome.Undefined($"the labels of {g.Name} are all equal") : MetricOutcome.Of(1 - (g.SquaredErrors / around));
    });

    public static IReadOnlyList<RegressionFigure> All { get; } =
        [MeanLabel, MeanPrediction, MeanError, MeanAbsoluteError, MeanSquaredError, RootMeanSquaredError, RSquared];

    private static RegressionFigure Mean(string name, string description, Func<RegressionGroup, double> sum) =>
        new(name, description, group => MetricOutcome.Of(sum(group) / group.Rows));
}
