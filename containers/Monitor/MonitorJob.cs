using MlPlatform.Jobs.Container;
using MlPlatform.Jobs.Container.Captures;
using MlPlatform.Learning;
using MlPlatform.Monitor.Quality;
using MlPlatform.Tables;

namespace MlPlatform.Monitor;

/// <summary>One processing job: makes a baseline of a data set, or holds a data set against one.</summary>
public static class MonitorJob
{
    private const string ModelQuality = "MODEL_QUALITY";

    /// <param name="baseFolder">The folder that stands for /opt/ml.</param>
    /// <param name="environment">The job's environment; see <see cref="MonitoringOptions"/>.</param>
    /// <param name="log">Where progress goes.</param>
    /// <returns>The exit code: 0, violations or none, or 1 with the reason in /opt/ml/output/failure.</returns>
    public static int Run(string baseFolder, IReadOnlyDictionary<string, string> environment, TextWriter log)
    {
        var container = ProcessingContainer.Open(baseFolder);
        try
        {
            var options = MonitoringOptions.From(environment, container);
            Directory.CreateDirectory(options.OutputPath);
            var message = MonitoringOutcome.Message(Analyse(options, log));
            container.WriteMessage(message);
            log.WriteLine(message);
            return 0;
        }
        catch (Exception fault) when (fault is MonitorException or CaptureException or TableFormatException or LearningException or IOException or UnauthorizedAccessException)
        {
            container.ReportFailure(fault.Message, log);
            return 1;
        }
    }

    private static int? Analyse(MonitoringOptions options, TextWriter log) => options.AnalysisType switch
    {
        null => DataAnalysis.Run(options, log),
        ModelQuality => QualityAnalysis.Run(options, log),
        var other => throw new MonitorException($"The analysis_type {other} is not known; leave it out for data quality, or give {ModelQuality}."),
    };
}
