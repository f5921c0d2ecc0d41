using System.Globalization;

namespace MlPlatform.Trust.Drift.Models;

/// <summary>Whether a model's quality has crossed a constraint, as Model Monitor's model quality judges.</summary>
public static class QualityDrift
{
    /// <summary>Judges a window's metric. It is a violation where the metric lies on the wrong side of the threshold by more than the deviations asked for.</summary>
    /// <param name="constraint">What the baseline suggested.</param>
    /// <param name="value">The window's metric.</param>
    /// <param name="standardDeviation">How far the window's metric varies by chance; 0 where it is not known.</param>
    /// <param name="deviations">How many of those deviations must lie between the metric and the threshold; Model Monitor asks for none.</param>
    /// <returns>The violation in a sentence, or null.</returns>
    public static string? Violation(QualityConstraint constraint, double value, double standardDeviation = 0, double deviations = 0)
    {
        if (!double.IsFinite(value)) throw new ArgumentException($"The metric {constraint.Metric} is {value}, which is no number.", nameof(value));
        if (!(standardDeviation >= 0)) throw new ArgumentException("A standard deviation is not negative.", nameof(standardDeviation));
        var slack = deviations * standardDeviation;
        var violated = constraint.Operator == ThresholdOperator.LessThanThreshold ? value + slack < constraint.Threshold : value - slack > constraint.Threshold;
        return violated
            ? string.Create(CultureInfo.InvariantCulture, $"Metric {constraint.Metric} with {value} +/- {standardDeviation} was {constraint.Operator} '{constraint.Threshold}'.")
            : null;
    }

    /// <summary>The constraint that a baseline suggests: its own value, given away by so many of its deviations.</summary>
    public static QualityConstraint Suggest(string metric, double baseline, double standardDeviation, bool higherIsBetter, double deviations = 0) => higherIsBetter
        ? new QualityConstraint(metric, baseline - (deviations * standardDeviation), ThresholdOperator.LessThanThreshold)
        : new QualityConstraint(metric, baseline + (deviations * standardDeviation), ThresholdOperator.GreaterThanThreshold);
}

/// <summary>A bound on a metric, as constraints.json of Model Monitor's model quality has it.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Threshold">The bound.</param>
/// <param name="Operator">On which side of the bound the violation lies.</param>
public sealed record QualityConstraint(string Metric, double Threshold, ThresholdOperator Operator);

/// <summary>Model Monitor's comparison operators: the violation, not what is wanted.</summary>
public enum ThresholdOperator
{
    /// <summary>A metric of which more is better has fallen below.</summary>
    LessThanThreshold,

    /// <summary>A metric of which less is better has risen above.</summary>
    GreaterThanThreshold,
}
