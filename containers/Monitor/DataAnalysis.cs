using MlPlatform.Jobs.Container.Captures;
using MlPlatform.Monitor.Sources;
using MlPlatform.Tables.Statistics;
using MlPlatform.Trust.Monitoring;

namespace MlPlatform.Monitor;

/// <summary>Describes the columns of a data set and, against a baseline, looks for those that changed.</summary>
internal static class DataAnalysis
{
    /// <returns>How many violations were found; null where a baseline is suggested instead.</returns>
    public static int? Run(MonitoringOptions options, TextWriter log)
    {
        var baseline = options.BaselineStatistics is { } path ? DatasetStatistics.Parse(MonitoringOptions.ReadBaseline(path)) : null;
        var constraints = options.BaselineConstraints is { } file ? DatasetConstraints.Parse(MonitoringOptions.ReadBaseline(file)) : null;
        var data = ObservedDataReader.Read(options, constraints?.Features.Select(feature => feature.Name).ToArray());
        log.WriteLine($"Read {data.Rows} rows of {data.Columns.Count} columns; {data.Malformed} lines set aside.");

        var statistics = StatisticsBuilder.Build(ObservedTable.Of(data.Columns));
        File.WriteAllBytes(Path.Combine(options.OutputPath, DatasetStatistics.FileName), statistics.ToJson());
        File.WriteAllBytes(Path.Combine(options.OutputPath, DatasetConstraints.FileName), (constraints ?? DatasetConstraints.SuggestFrom(statistics)).ToJson());
        if (constraints is null) return null;

        var violations = Check(baseline ?? new DatasetStatistics(), constraints, data);
        new ViolationsFile<ConstraintViolation>(violations).Write(options.OutputPath, ViolationsJson.Default.ViolationsFileConstraintViolation);
        return violations.Count;
    }

    private static IReadOnlyList<ConstraintViolation> Check(DatasetStatistics baseline, DatasetConstraints constraints, ObservedData data) =>
        new ConstraintChecks(baseline, constraints with { Features = [.. constraints.Features.Where(feature => feature.Name != data.Label)] }).Run(data.Compared);
}
