using System.Globalization;
using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Registry.Domain;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Registry.Subscribers;

/// <summary>Draws the lineage that finished jobs tell of: what they read, what they wrote.</summary>
internal sealed class LineageOfJobs(Lineage lineage, MetricSeries series, PlatformClient platform)
{
    private const string DataSet = "DataSet";

    public async Task OnTrainingJobAsync(PlatformEvent changed, CancellationToken cancellationToken)
    {
        if (Text(changed.Detail, "TrainingJobStatus") != "Completed") return;
        var job = await DescriptionAsync(changed, "InputDataConfig", "DescribeTrainingJob", "TrainingJobName", cancellationToken);
        var vertex = await lineage.EnsureAsync(changed.Resources[0], "TrainingJob", changed.Region, changed.Account, cancellationToken);
        foreach (var channel in Objects(job["InputDataConfig"]))
        {
            await LinkAsync(changed, Text(channel["DataSource"]?["S3DataSource"], "S3Uri"), DataSet, vertex, inward: true, cancellationToken);
        }

        await LinkAsync(changed, Text(job["AlgorithmSpecification"], "TrainingImage"), "Image", vertex, inward: true, cancellationToken);
        await LinkAsync(changed, Text(job["ModelArtifacts"], "S3ModelArtifacts"), "Model", vertex, inward: false, cancellationToken);
        await KeepMetricsAsync(changed, job, cancellationToken);
    }

    public async Task OnProcessingJobAsync(PlatformEvent changed, CancellationToken cancellationToken)
    {
        if (Text(changed.Detail, "ProcessingJobStatus") != "Completed") return;
        var job = await DescriptionAsync(changed, "ProcessingOutputConfig", "DescribeProcessingJob", "ProcessingJobName", cancellationToken);
        var vertex = await lineage.EnsureAsync(changed.Resources[0], "ProcessingJob", changed.Region, changed.Account, cancellationToken);
        foreach (var input in Objects(job["ProcessingInputs"]))
        {
            await LinkAsync(changed, Text(input["S3Input"], "S3Uri"), DataSet, vertex, inward: true, cancellationToken);
        }

        foreach (var output in Objects(job["ProcessingOutputConfig"]?["Outputs"]))
        {
            await LinkAsync(changed, Text(output["S3Output"], "S3Uri"), DataSet, vertex, inward: false, cancellationToken);
        }
    }

    private async Task LinkAsync(
        PlatformEvent changed, string? source, string type, string vertex, bool inward, CancellationToken cancellationToken)
    {
        if (source is null) return;
        var artifact = await lineage.EnsureAsync(source, type, changed.Region, changed.Account, cancellationToken);
        if (inward) await lineage.LinkAsync(artifact, vertex, Lineage.ContributedTo, cancellationToken);
        else await lineage.LinkAsync(vertex, artifact, Lineage.Produced, cancellationToken);
    }

    private async Task KeepMetricsAsync(PlatformEvent changed, JsonObject job, CancellationToken cancellationToken)
    {
        foreach (var metric in Objects(job["FinalMetricDataList"]))
        {
            if (Text(metric, "MetricName") is not { } name || metric["Value"] is not JsonValue value || !value.TryGetValue<double>(out var number)) continue;
            var point = new MetricPoint
            {
                Resource = MetricSeries.ResourceOf(changed.Resources[0]),
                Metric = name,
                Time = DateTimeOffset.Parse(changed.Time, CultureInfo.InvariantCulture),
                Value = number,
            };
            await series.WriteAsync(point, cancellationToken);
        }
    }

    /// <summary>The job as described in the event or, where the event says less, by its service.</summary>
    private async Task<JsonObject> DescriptionAsync(
        PlatformEvent changed, string neededMember, string operation, string nameMember, CancellationToken cancellationToken)
    {
        if (changed.Detail[neededMember] is not null) return changed.Detail;
        var request = new JsonObject { [nameMember] = Arn.Name(changed.Resources[0]) };
        var context = new OperationContext(changed.Region, changed.Account, changed.Id, "");
        return await platform.SendAsync($"SageMaker.{operation}", request, context, cancellationToken);
    }

    private static string? Text(JsonNode? node, string member) => (node as JsonObject)?[member]?.ToString() is { Length: > 0 } text ? text : null;

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray)?.OfType<JsonObject>() ?? [];
}
