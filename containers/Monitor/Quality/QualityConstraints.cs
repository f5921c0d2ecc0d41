using MlPlatform.Trust.Drift.Models;

namespace MlPlatform.Monitor.Quality;

/// <summary>What a baseline's figures ask of those of a window.</summary>
internal static class QualityConstraints
{
    /// <summary>What a baseline suggests: no worse than it was; nothing for a figure that is undefined or not to be guarded.</summary>
    public static IReadOnlyList<QualityConstraint> SuggestFrom(IEnumerable<QualityFigure> figures) =>
    [
        .. figures.Where(figure => figure.Measure.IsConstrained && double.IsFinite(figure.Value))
            .Select(figure => QualityDrift.Suggest(figure.Measure.Name, figure.Value, 0, figure.Measure.HigherIsBetter)),
    ];

    /// <summary>What is broken; a figure that is undefined breaks nothing.</summary>
    /// <exception cref="MonitorException">A constraint speaks of a figure that is not computed.</exception>
    public static IReadOnlyList<QualityViolation> Check(IEnumerable<QualityConstraint> constraints, IReadOnlyList<QualityFigure> figures)
    {
        var violations = new List<QualityViolation>();
        foreach (var constraint in constraints)
        {
            var figure = figures.FirstOrDefault(figure => figure.Measure.Name == constraint.Metric) ?? throw Unknown(constraint, figures);
            if (!double.IsFinite(figure.Value)) continue;
            var deviation = double.IsFinite(figure.StandardDeviation) ? figure.StandardDeviation : 0;
            if (QualityDrift.Violation(constraint, figure.Value, deviation) is { } description)
            {
                violations.Add(new QualityViolation(constraint.Operator.ToString(), description, constraint.Metric));
            }
        }

        return violations;
    }

    private static MonitorException Unknown(QualityConstraint constraint, IReadOnlyList<QualityFigure> figures) =>
        new($"The constraints speak of '{constraint.Metric}', which is not computed here; there are {string.Join(", ", figures.Select(known => known.Measure.Name))}.");
}

/// <summary>A figure that broke its constraint, as constraint_violations.json lists it.</summary>
internal sealed record QualityViolation(string ConstraintCheckType, string Description, string MetricName);
