using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Fairness.Platform;

/// <summary>Finds the data and the baseline of a run.</summary>
internal sealed class SourceFinder(IOperations operations, IObjects objects)
{
    /// <summary>A processing job takes ten inputs, two of which are the baseline's or the baseline's and the configuration's.</summary>
    private const int MostFolders = 8;

    /// <exception cref="AnalysisException">There is nothing to analyse, or what names it leads nowhere.</exception>
    public async Task<AnalysisSources> FindAsync(MonitoringPlan plan, AnalysisWindow window, OperationContext context, CancellationToken cancellationToken)
    {
        var most = plan.GroundTruthUri is null ? MostFolders : MostFolders / 2;
        var captured = window.For(plan.Captured);
        var folders = plan.Input.BatchTransformInput is { } batch
            ? [new AnalysisFolder(batch.DataCapturedDestinationS3Uri, "")]
            : await CapturedAsync(plan.EndpointName!, captured, most, context, cancellationToken);
        var written = await BaselineJobOutputAsync(plan.Baseline, context, cancellationToken);
        return new AnalysisSources
        {
            Captured = folders,
            GroundTruth = plan.GroundTruthUri is { } labels
                ? await FoldersAsync($"{labels.TrimEnd('/')}/", captured with { End = window.ScheduledTime }, most, "no labels lie", cancellationToken)
                : [],
            StatisticsUri = plan.Baseline is MonitoringBaselineConfig baseline ? baseline.StatisticsResource?.S3Uri ?? Below(written, "statistics.json") : null,
            ConstraintsUri = plan.Baseline?.ConstraintsResource?.S3Uri ?? Below(written, plan.ConfigUri is null ? "constraints.json" : "analysis.json"),
        };
    }

    private async Task<IReadOnlyList<AnalysisFolder>> CapturedAsync(
        string endpoint, AnalysisWindow window, int most, OperationContext context, CancellationToken cancellationToken)
    {
        var described = await AskAsync(
            () => operations.SendAsync<DescribeEndpointRequest, DescribeEndpointResponse>(new() { EndpointName = endpoint }, context, cancellationToken));
        if (described.DataCaptureConfig is not { EnableCapture: true } capture) throw new AnalysisException($"The endpoint {endpoint} does not capture its requests.");
        return await FoldersAsync($"{capture.DestinationS3Uri.TrimEnd('/')}/{endpoint}/", window, most, "nothing is captured", cancellationToken);
    }

    /// <summary>The hours of a window below a prefix; all of the prefix where they are more than a job takes, of which the container reads the window alone.</summary>
    private async Task<IReadOnlyList<AnalysisFolder>> FoldersAsync(string prefix, AnalysisWindow window, int most, string lack, CancellationToken cancellationToken)
    {
        var hours = CaptureFolders.In(await objects.ListAsync(prefix, cancellationToken), window);
        if (hours.Count == 0) throw new AnalysisException($"Job inputs had no data: {lack} under {prefix} from {window.Start:u} to {window.End:u}.");
        return hours.Count <= most ? [.. hours.Select(hour => new AnalysisFolder($"{prefix}{hour}/", hour))] : [new AnalysisFolder(prefix, "")];
    }

    private async Task<string?> BaselineJobOutputAsync(ModelBaselineConfig? baseline, OperationContext context, CancellationToken cancellationToken)
    {
        if (baseline?.BaseliningJobName is not { } job) return null;
        var isComplete = baseline.ConstraintsResource?.S3Uri is not null && baseline is not MonitoringBaselineConfig { StatisticsResource.S3Uri: null };
        if (isComplete) return null;
        var described = await AskAsync(
            () => operations.SendAsync<DescribeProcessingJobRequest, DescribeProcessingJobResponse>(new() { ProcessingJobName = job }, context, cancellationToken));
        return described.ProcessingOutputConfig.Outputs.Select(output => output.S3Output?.S3Uri).OfType<string>().FirstOrDefault()?.TrimEnd('/')
            ?? throw new AnalysisException($"The baselining job {job} has no output.");
    }

    private static string? Below(string? folder, string file) => folder is null ? null : $"{folder}/{file}";

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (PlatformCallException fault) when (!fault.IsTransient)
        {
            throw new AnalysisException(fault.Reason);
        }
    }
}
