using MlPlatform.Jobs.Container;
using MlPlatform.Monitor.Sources;
using MlPlatform.Tables;
using MlPlatform.Tables.Statistics;
using MlPlatform.Trust.Monitoring;

namespace MlPlatform.Monitor;

/// <summary>One processing job: makes a baseline of a data set, or holds a data set against one.</summary>
public static class MonitorJob
{
    /// <param name="baseFolder">The folder that stands for /opt/ml.</param>
    /// <param name="environment">The job's environment; see <see cref="MonitorOptions"/>.</param>
    /// <param name="log">Where progress goes.</param>
    /// <returns>The exit code: 0, violations or none, or 1 with the reason in /opt/ml/output/failure.</returns>
    public static int Run(string baseFolder, IReadOnlyDictionary<string, string> environment, TextWriter log)
    {
        var container = ProcessingContainer.Open(baseFolder);
        try
        {
            var message = Analyse(MonitorOptions.From(environment, container), log);
            container.WriteMessage(message);
            log.WriteLine(message);
            return 0;
        }
        catch (Exception fault) when (fault is MonitorException or TableFormatException)
        {
            container.WriteFailure(fault.Message);
            log.WriteLine(fault.Message);
            return 1;
        }
    }

    private static string Analyse(MonitorOptions options, TextWriter log)
    {
        var baseline = options.BaselineStatistics is { } path ? DatasetStatistics.Parse(ReadBaseline(path)) : null;
        var constraints = options.BaselineConstraints is { } file ? DatasetConstraints.Parse(ReadBaseline(file)) : null;
        var data = ObservedDataReader.Read(options, constraints?.Features.Select(feature => feature.Name).ToArray());
        log.WriteLine($"Read {data.Rows} rows of {data.Columns.Count} columns; {data.Malformed} lines set aside.");

        var statistics = StatisticsBuilder.Build(ObservedTable.Of(data.Columns));
        Directory.CreateDirectory(options.OutputPath);
        File.WriteAllBytes(Path.Combine(options.OutputPath, DatasetStatistics.FileName), statistics.ToJson());
        File.WriteAllBytes(Path.Combine(options.OutputPath, DatasetConstraints.FileName), (constraints ?? DatasetConstraints.SuggestFrom(statistics)).ToJson());
        if (constraints is null) return "Completed: Job completed successfully; statistics and constraints are suggested.";

        var violations = Check(baseline ?? new DatasetStatistics(), constraints, data);
        File.WriteAllBytes(Path.Combine(options.OutputPath, ViolationsFile.FileName), new ViolationsFile(violations).ToJson());
        return violations.Count == 0
            ? "Completed: Job completed successfully with no violations."
            : $"CompletedWithViolations: Job completed successfully with {violations.Count} violations.";
    }

    private static IReadOnlyList<ConstraintViolation> Check(DatasetStatistics baseline, DatasetConstraints constraints, ObservedData data) =>
        new ConstraintChecks(baseline, constraints with { Features = [.. constraints.Features.Where(feature => feature.Name != data.Label)] }).Run(data.Compared);

    private static byte[] ReadBaseline(string path)
    {
        if (File.Exists(path)) return File.ReadAllBytes(path);
        throw new MonitorException($"The baseline file {Path.GetFileName(path)} is not there.");
    }
}
