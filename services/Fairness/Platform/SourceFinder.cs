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
    /// <summary>A processing job takes ten inputs, two of which are the baseline's.</summary>
    private const int MostFolders = 8;

    /// <exception cref="AnalysisException">There is nothing to analyse, or what names it leads nowhere.</exception>
    public async Task<AnalysisSources> FindAsync(MonitoringPlan plan, AnalysisWindow window, OperationContext context, CancellationToken cancellationToken)
    {
        var folders = plan.Input.BatchTransformInput is { } batch
            ? [new AnalysisFolder(batch.DataCapturedDestinationS3Uri, "")]
            : await CapturedAsync(plan.EndpointName!, window, context, cancellationToken);
        var written = await BaselineJobOutputAsync(plan.Baseline, context, cancellationToken);
        return new AnalysisSources(
            folders,
            plan.Baseline?.StatisticsResource?.S3Uri ?? (written is null ? null : $"{written}/statistics.json"),
            plan.Baseline?.ConstraintsResource?.S3Uri ?? (written is null ? null : $"{written}/constraints.json"));
    }

    private async Task<IReadOnlyList<AnalysisFolder>> CapturedAsync(
        string endpoint, AnalysisWindow window, OperationContext context, CancellationToken cancellationToken)
    {
        var described = await AskAsync(
            () => operations.SendAsync<DescribeEndpointRequest, DescribeEndpointResponse>(new() { EndpointName = endpoint }, context, cancellationToken));
        if (described.DataCaptureConfig is not { EnableCapture: true } capture) throw new AnalysisException($"The endpoint {endpoint} does not capture its requests.");

        var prefix = $"{capture.DestinationS3Uri.TrimEnd('/')}/{endpoint}/";
        var hours = CaptureFolders.In(await objects.ListAsync(prefix, cancellationToken), window);
        if (hours.Count == 0) throw new AnalysisException($"Job inputs had no data: nothing is captured under {prefix} from {window.Start:u} to {window.End:u}.");
        return hours.Count <= MostFolders ? [.. hours.Select(hour => new AnalysisFolder($"{prefix}{hour}/", hour))] : [new AnalysisFolder(prefix, "")];
    }

    private async Task<string?> BaselineJobOutputAsync(MonitoringBaselineConfig? baseline, OperationContext context, CancellationToken cancellationToken)
    {
        if (baseline?.BaseliningJobName is not { } job || baseline is { StatisticsResource.S3Uri: not null, ConstraintsResource.S3Uri: not null }) return null;
        var described = await AskAsync(
            () => operations.SendAsync<DescribeProcessingJobRequest, DescribeProcessingJobResponse>(new() { ProcessingJobName = job }, context, cancellationToken));
        return described.ProcessingOutputConfig.Outputs.Select(output => output.S3Output?.S3Uri).OfType<string>().FirstOrDefault()?.TrimEnd('/')
            ?? throw new AnalysisException($"The baselining job {job} has no output.");
    }

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
