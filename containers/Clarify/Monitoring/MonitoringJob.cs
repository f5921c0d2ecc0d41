using MlPlatform.Clarify.Platform;
using MlPlatform.Clarify.Results;
using MlPlatform.Jobs.Container;
using MlPlatform.Jobs.Container.Captures;

namespace MlPlatform.Clarify.Monitoring;

/// <summary>One run of a monitor of bias or of attributions: analyses what an endpoint captured and holds it against a baseline.</summary>
/// <remarks>
/// The captured requests, joined with their labels where bias is watched, become a data set; that is analysed as any other, and the figures of
/// analysis.json are compared with those of the baseline's analysis.json.
/// </remarks>
public static class MonitoringJob
{
    private const string TypeVariable = "analysis_type";
    private const string Bias = "MODEL_BIAS";
    private const string Explainability = "MODEL_EXPLAINABILITY";
    private const string DatasetFolder = "/opt/ml/processing/watched";

    /// <summary>Whether the environment is that of a monitor rather than of an analysis.</summary>
    public static bool IsAsked(IReadOnlyDictionary<string, string> environment) => environment.GetValueOrDefault(TypeVariable) is { Length: > 0 };

    /// <param name="baseFolder">The folder that stands for /opt/ml.</param>
    /// <param name="environment">The job's environment; see <see cref="MonitoringOptions"/>.</param>
    /// <param name="log">Where progress goes.</param>
    /// <param name="cancellationToken">Stops the job.</param>
    /// <returns>The exit code: 0, violations or none, or 1 with the reason in /opt/ml/output/failure.</returns>
    public static int Run(string baseFolder, IReadOnlyDictionary<string, string> environment, TextWriter log, CancellationToken cancellationToken)
    {
        var container = ProcessingContainer.Open(baseFolder);
        return ClarifyJob.Report(container, log, () =>
        {
            using var platform = new PlatformAccess(environment, TimeProvider.System);
            var message = MonitoringOutcome.Message(Watch(container, platform, MonitoringOptions.From(environment, container), log, cancellationToken));
            log.WriteLine(message);
            return message;
        });
    }

    private static int Watch(ProcessingContainer container, PlatformAccess platform, MonitoringOptions options, TextWriter log, CancellationToken cancellationToken)
    {
        if (DatasetFormat.Parse(options.DatasetFormat) is not DatasetFormat.Capture) throw new ClarifyException("Bias and attributions are watched on what an endpoint captured, not on files of a batch transform.");
        var written = WatchedConfig.Read(ClarifyJob.Input(container, ClarifyJob.ConfigInput));
        var watched = options.AnalysisType switch
        {
            Bias => WatchedDataset.WithLabels(LabelledCaptures.Merge(options, log).Rows, options.Attributes, written),
            Explainability => WatchedDataset.OfRequests(options, written),
            var other => throw new ClarifyException($"The analysis_type {other} is none of {Bias}, {Explainability}."),
        };
        var folder = container.HostPath(DatasetFolder);
        watched.Write(folder);
        var baseline = options.BaselineConstraints is { } path ? PreviousAnalysis.ReadFile(path) : null;
        var (context, result) = ClarifyJob.Analyse(container, platform, new AnalysisRequest(written.Of(watched), folder, baseline), log, cancellationToken);
        if (baseline is null) return 0;

        return watched.Label is null
            ? AttributionDriftCheck.Run(baseline, result).Write(context.Output, DriftJson.Default.DriftFileAttributionViolation)
            : BiasDriftCheck.Run(result).Write(context.Output, DriftJson.Default.DriftFileBiasViolation);
    }
}
