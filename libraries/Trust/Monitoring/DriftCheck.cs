using System.Globalization;
using MlPlatform.Tables.Statistics;
using MlPlatform.Trust.Drift;

namespace MlPlatform.Trust.Monitoring;

/// <summary>Compares the distribution of a column with the baseline's: Kolmogorov-Smirnov or L-infinity distance, and PSI.</summary>
/// <remarks>
/// Either test alone raises a violation. The distance is compared with the threshold that the constraints give, less what chance
/// explains where the method is Robust. PSI must be above <see cref="StabilityThreshold"/> and beyond chance. Where the constraints' categorical
/// drift method is ChiSquared, texts are judged by that test instead: its p-value must not be below the threshold.
/// </remarks>
public static class DriftCheck
{
    /// <summary>A PSI above a quarter is what the trade calls a major shift.</summary>
    public const double StabilityThreshold = 0.25;

    /// <summary>How unlikely by chance a PSI must be; small, because every column of every window is tested.</summary>
    public const double StabilityLevel = 1e-4;

    private const int Deciles = 10;
    private const string ChiSquared = "ChiSquared";

    /// <summary>The violation, or null where the column has not drifted or one side has no values.</summary>
    public static ConstraintViolation? Run(ObservedColumn column, FeatureStatistics baseline, DistributionConstraints constraints)
    {
        if (constraints.PerformComparison != "Enabled") return null;
        if (baseline.NumericalStatistics is { Common.NumPresent: > 0 } numbers) return Numbers(column, numbers, constraints);
        return baseline.StringStatistics is { Common.NumPresent: > 0 } texts ? Texts(column, texts, constraints) : null;
    }

    private static ConstraintViolation? Numbers(ObservedColumn column, NumericalStatistics statistics, DistributionConstraints constraints)
    {
        var values = column.Numbers();
        if (values.Length == 0 || BaselineBuckets.Of(statistics) is not { } baseline) return null;
        var count = statistics.Common.NumPresent;
        var distance = KolmogorovSmirnov.Compare(baseline, baseline.Recount(values)).Statistic;
        var deciles = baseline.Coarsen(Deciles);
        var stability = PopulationStability.Compare(Scaled(deciles.Counts, count), deciles.Recount(values).Counts);
        return Judge(column.Name, "Kolmogorov-Smirnov", distance, (count, values.Length), stability, constraints.ComparisonThreshold, constraints);
    }

    private static ConstraintViolation? Texts(ObservedColumn column, StringStatistics statistics, DistributionConstraints constraints)
    {
        if (statistics.Distribution is not { } distribution) return null;
        var position = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var bucket in distribution.Categorical.Buckets) position.TryAdd(bucket.Value, position.Count);
        var present = column.Values.OfType<string>().ToArray();
        foreach (var value in present) position.TryAdd(value, position.Count);
        if (present.Length == 0 || position.Count == 0) return null;

        double[] expected = new double[position.Count], actual = new double[position.Count];
        foreach (var bucket in distribution.Categorical.Buckets) expected[position[bucket.Value]] += bucket.Count;
        foreach (var value in present) actual[position[value]]++;
        if (constraints.CategoricalDriftMethod == ChiSquared) return JudgeByChance(column.Name, expected, actual, constraints.CategoricalComparisonThreshold);
        var distance = LInfinity.Simple(expected, actual);
        var stability = PopulationStability.Compare(expected, actual);
        return Judge(column.Name, "L-infinity", distance, (expected.Sum(), present.Length), stability, constraints.CategoricalComparisonThreshold, constraints);
    }

    /// <summary>By the chi-square test alone, where the constraints choose it; texts that the baseline has not are for the check of the domain.</summary>
    private static ConstraintViolation? JudgeByChance(string name, double[] expected, double[] actual, double threshold)
    {
        if (RegroupedChiSquare.Against(expected, actual) is not { } result || result.PValue >= threshold) return null;
        return new ConstraintViolation(
            name, CheckTypes.BaselineDrift, $"Chi-square {Text(result.Statistic)} of the categories has a p-value of {Text(result.PValue)} against a threshold of {Text(threshold)}; {Text(actual.Sum())} rows against {Text(expected.Sum())} of the baseline.");
    }

    private static ConstraintViolation? Judge(
        string name, string test, double distance, (double Baseline, double Observed) rows, TestResult stability, double threshold, DistributionConstraints constraints)
    {
        var judged = constraints.ComparisonMethod == "Simple" ? distance : LInfinity.Robust(distance, rows.Baseline, rows.Observed);
        var far = judged > threshold;
        var unstable = stability.Statistic > StabilityThreshold && stability.PValue < StabilityLevel;
        if (!far && !unstable) return null;
        var method = constraints.ComparisonMethod == "Simple" ? "" : $" ({Text(judged)} beyond chance)";
        return new ConstraintViolation(
            name, CheckTypes.BaselineDrift,
            $"{test} distance {Text(distance)}{method} against a threshold of {Text(threshold)}; PSI {Text(stability.Statistic)} against {Text(StabilityThreshold)}; {Text(rows.Observed)} rows against {Text(rows.Baseline)} of the baseline.");
    }

    private static double[] Scaled(double[] counts, double total)
    {
        var sum = counts.Sum();
        return Array.ConvertAll(counts, count => count / sum * total);
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
