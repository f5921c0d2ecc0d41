using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Clarify.Models;
using MlPlatform.Clarify.Platform;
using MlPlatform.Clarify.Results;
using MlPlatform.Jobs.Container;
using MlPlatform.Jobs.Container.Captures;
using MlPlatform.Learning;
using MlPlatform.Tables;
using MlPlatform.Trust;

namespace MlPlatform.Clarify;

/// <summary>One processing job: reads the inputs, analyses, and writes what was found even where a later part fails.</summary>
public static class ClarifyJob
{
    internal const string ConfigInput = "analysis_config";
    private const string DatasetInput = "dataset";
    private const string ResultOutput = "analysis_result";

    /// <param name="baseFolder">The folder that stands for /opt/ml.</param>
    /// <param name="environment">The job's environment: how it reaches the platform.</param>
    /// <param name="log">Where progress goes.</param>
    /// <param name="cancellationToken">Stops the job; what was found so far is kept.</param>
    /// <returns>The exit code: 0, or 1 with the reason in /opt/ml/output/failure.</returns>
    public static int Run(string baseFolder, IReadOnlyDictionary<string, string> environment, TextWriter log, CancellationToken cancellationToken)
    {
        var container = ProcessingContainer.Open(baseFolder);
        return Report(container, log, () =>
        {
            using var platform = new PlatformAccess(environment, TimeProvider.System);
            var previous = container.Inputs.TryGetValue(PreviousAnalysis.Input, out var folder) ? PreviousAnalysis.Read(folder) : null;
            var request = new AnalysisRequest(AnalysisConfigReader.Read(Input(container, ConfigInput)), Input(container, DatasetInput), previous);
            var result = Analyse(container, platform, request, log, cancellationToken).Result;
            return $"Analysed {result.Rows} rows.";
        });
    }

    /// <summary>Does the work of a job and says how it ended.</summary>
    /// <param name="container">Where to say it.</param>
    /// <param name="log">Where the cause of a failure goes too.</param>
    /// <param name="work">The work; gives the job's message.</param>
    internal static int Report(ProcessingContainer container, TextWriter log, Func<string> work)
    {
        try
        {
            container.WriteMessage(work());
            return 0;
        }
        catch (Exception fault) when (IsCause(fault))
        {
            container.ReportFailure(fault is OperationCanceledException ? "The job was stopped; what was found until then is kept." : fault.Message, log);
            return 1;
        }
    }

    /// <summary>Analyses a data set as a configuration asks and writes what is found.</summary>
    internal static (AnalysisContext Context, ClarifyResult Result) Analyse(
        ProcessingContainer container, PlatformAccess platform, AnalysisRequest request, TextWriter log, CancellationToken cancellationToken)
    {
        var config = request.Config;
        var dataset = new DatasetReader(config, address => platform.Download(address, cancellationToken)).Read(request.DatasetFolder);
        log.WriteLine($"Read {dataset.Table.RowCount} rows of {dataset.Table.Columns.Count} columns; {dataset.RejectedRows} lines set aside.");

        var methods = config.Methods!;
        var result = new ClarifyResult
        {
            Title = methods.Report?.Title ?? "Fairness and explanation report",
            Rows = dataset.Table.RowCount,
            RejectedRows = dataset.RejectedRows,
            AsksPreTraining = methods.PreTrainingBias is not null,
            AsksPostTraining = methods.PostTrainingBias is not null,
        };
        result.Notes.AddRange(dataset.Notes);
        using var models = new ModelFinder(config, container, platform, log);
        var context = new AnalysisContext(config, dataset, new ResultFolder(Output(container)), log)
        {
            FindModel = features => models.Find(features, cancellationToken),
            Previous = request.Previous,
            Download = address => platform.Download(address, cancellationToken),
        };
        Analysis.Run(context, result, cancellationToken);
        return (context, result);
    }

    internal static string Input(ProcessingContainer container, string name) =>
        container.Inputs.GetValueOrDefault(name) ?? throw new ClarifyException($"The job has no input named '{name}'.");

    private static string Output(ProcessingContainer container) =>
        container.Outputs.GetValueOrDefault(ResultOutput)
        ?? (container.Outputs.Count == 1 ? container.Outputs.Values.First() : container.HostPath("/opt/ml/processing/output"));

    /// <summary>Whether a fault lies in what the job was given, or in the disk it works on, so that its message is the answer.</summary>
    private static bool IsCause(Exception fault) =>
        fault is ClarifyException or CaptureException or TrustException or LearningException or TableFormatException
            or OperationCanceledException or IOException or UnauthorizedAccessException;
}
