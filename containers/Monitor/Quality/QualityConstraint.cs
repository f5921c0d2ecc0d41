using System.Globalization;

namespace MlPlatform.Monitor.Quality;

/// <summary>What a figure must keep to.</summary>
/// <param name="Metric">The figure's name.</param>
/// <param name="Threshold">The limit.</param>
/// <param name="Operator">When it is broken: LessThanThreshold or GreaterThanThreshold.</param>
internal sealed record QualityConstraint(string Metric, double Threshold, string Operator)
{
    public const string LessThan = "LessThanThreshold";
    public const string GreaterThan = "GreaterThanThreshold";

    /// <summary>What a baseline suggests: no worse than it was; nothing for a figure that is undefined or not to be guarded.</summary>
    public static IReadOnlyList<QualityConstraint> SuggestFrom(IEnumerable<QualityFigure> figures) =>
    [
        .. figures.Where(figure => figure.Measure.IsConstrained && double.IsFinite(figure.Value))
            .Select(figure => new QualityConstraint(figure.Measure.Name, figure.Value, figure.Measure.HigherIsBetter ? LessThan : GreaterThan)),
    ];

    /// <summary>The violation, or null where the figure keeps to the constraint or is undefined.</summary>
    /// <exception cref="MonitorException">The constraint speaks of a figure that is not computed.</exception>
    public QualityViolation? Check(IReadOnlyList<QualityFigure> figures)
    {
        var figure = figures.FirstOrDefault(figure => figure.Measure.Name == Metric)
            ?? throw new MonitorException($"The constraints speak of '{Metric}', which is not computed here; there are {string.Join(", ", figures.Select(known => known.Measure.Name))}.");
        var isBroken = Operator == LessThan ? figure.Value < Threshold : figure.Value > Threshold;
        return isBroken
            ? new QualityViolation(Operator, $"Metric {Metric} with {Text(figure.Value)} +/- {Text(figure.StandardDeviation)} was {Operator} '{Text(Threshold)}'", Metric)
            : null;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A figure that broke its constraint, as constraint_violations.json lists it.</summary>
internal sealed record QualityViolation(string ConstraintCheckType, string Description, string MetricName);
