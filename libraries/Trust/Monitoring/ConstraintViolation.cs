namespace MlPlatform.Trust.Monitoring;

/// <summary>One way in which observed data breaks a constraint, as constraint_violations.json lists it.</summary>
/// <param name="FeatureName">The column.</param>
/// <param name="ConstraintCheckType">One of <see cref="CheckTypes"/>.</param>
/// <param name="Description">What was found and what the constraint allows.</param>
public sealed record ConstraintViolation(string FeatureName, string ConstraintCheckType, string Description);

/// <summary>Model Monitor's names of the checks.</summary>
public static class CheckTypes
{
    public const string DataType = "data_type_check";
    public const string Completeness = "completeness_check";
    public const string BaselineDrift = "baseline_drift_check";
    public const string MissingColumn = "missing_column_check";
    public const string ExtraColumn = "extra_column_check";
    public const string CategoricalValues = "categorical_values_check";
}
