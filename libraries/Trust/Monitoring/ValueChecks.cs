using System.Globalization;
using MlPlatform.Tables.Statistics;

namespace MlPlatform.Trust.Monitoring;

/// <summary>Checks of single values: their type, that they are there, that they are known.</summary>
internal static class ValueChecks
{
    public static ConstraintViolation? DataType(ObservedColumn column, FeatureConstraints constraint, double threshold)
    {
        var present = column.Values.OfType<string>().ToArray();
        if (present.Length == 0) return null;
        var share = (double)present.Count(value => HasType(value, constraint.InferredType)) / present.Length;
        return share >= threshold ? null : new ConstraintViolation(
            column.Name, CheckTypes.DataType, $"{Percent(share)} of the values are {constraint.InferredType}; at least {Percent(threshold)} must be.");
    }

    public static ConstraintViolation? Completeness(ObservedColumn column, FeatureConstraints constraint)
    {
        var share = (double)column.Present / column.Values.Count;
        return share >= constraint.Completeness ? null : new ConstraintViolation(
            column.Name, CheckTypes.Completeness, $"{Percent(share)} of the rows have a value; at least {Percent(constraint.Completeness)} must.");
    }

    public static ConstraintViolation? Domain(ObservedColumn column, FeatureConstraints constraint, double threshold)
    {
        if (constraint.StringConstraints is not { Domains.Count: > 0 } texts) return null;
        var domain = texts.Domains.ToHashSet(StringComparer.Ordinal);
        var present = column.Values.OfType<string>().ToArray();
        if (present.Length == 0) return null;
        var share = (double)present.Count(domain.Contains) / present.Length;
        return share >= threshold ? null : new ConstraintViolation(
            column.Name, CheckTypes.CategoricalValues,
            $"{Percent(share)} of the values are of the known domain; at least {Percent(threshold)} must be. Unknown: {string.Join(", ", present.Where(value => !domain.Contains(value)).Distinct().Order(StringComparer.Ordinal).Take(5))}.");
    }

    private static bool HasType(string value, string type)
    {
        var number = ObservedColumn.ToNumber(value);
        return type switch
        {
            InferredTypes.Integral => double.IsFinite(number) && Math.Floor(number) == number,
            InferredTypes.Fractional => double.IsFinite(number),
            _ => true,
        };
    }

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
