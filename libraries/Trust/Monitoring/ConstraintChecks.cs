using MlPlatform.Tables.Statistics;

namespace MlPlatform.Trust.Monitoring;

/// <summary>Checks observed columns against a baseline and its constraints.</summary>
/// <param name="statistics">What the baseline looked like; drift is checked only where a column has statistics.</param>
/// <param name="constraints">What the data must keep to.</param>
public sealed class ConstraintChecks(DatasetStatistics statistics, DatasetConstraints constraints)
{
    private readonly MonitoringConfig config = constraints.MonitoringConfig;

    /// <summary>Every violation, columns in the order of the constraints, then columns that the baseline does not have.</summary>
    public IReadOnlyList<ConstraintViolation> Run(IReadOnlyList<ObservedColumn> observed)
    {
        if (config.EvaluateConstraints != "Enabled") return [];
        var byName = observed.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var violations = new List<ConstraintViolation>();
        foreach (var constraint in constraints.Features)
        {
            if (!byName.Remove(constraint.Name, out var column))
            {
                violations.Add(new ConstraintViolation(constraint.Name, CheckTypes.MissingColumn, "The baseline has this column; the data has not."));
                continue;
            }

            violations.AddRange(Of(column, constraint));
        }

        violations.AddRange(byName.Values.Select(column =>
            new ConstraintViolation(column.Name, CheckTypes.ExtraColumn, "The data has this column; the baseline has not.")));
        return violations;
    }

    private IEnumerable<ConstraintViolation> Of(ObservedColumn column, FeatureConstraints constraint)
    {
        if (column.Values.Count == 0) return [];
        var baseline = statistics.Features.FirstOrDefault(feature => feature.Name == constraint.Name);
        ConstraintViolation?[] found =
        [
            ValueChecks.DataType(column, constraint, config.DatatypeCheckThreshold),
            ValueChecks.Completeness(column, constraint),
            ValueChecks.Domain(column, constraint, config.DomainContentThreshold),
            baseline is null ? null : DriftCheck.Run(column, baseline, config.DistributionConstraints),
        ];
        return found.OfType<ConstraintViolation>();
    }
}
