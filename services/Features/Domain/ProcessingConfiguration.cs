using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;

namespace MlPlatform.Features.Domain;

/// <summary>The files under /opt/ml/config that tell a processing program what it was asked to do.</summary>
internal static class ProcessingConfiguration
{
    private const string Host = "algo-1";

    public static async Task WriteAsync(ProcessingJob job, JobFolder folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.ProcessingConfig);
        await WriteAsync("processingjobconfig.json", JobOf(job));
        await WriteAsync("resourceconfig.json", new JsonObject { ["current_host"] = Host, ["hosts"] = new JsonArray(Host) });

        Task WriteAsync(string name, JsonObject content) =>
            File.WriteAllTextAsync(Path.Combine(folder.ProcessingConfig, name), content.ToJsonString(), cancellationToken);
    }

    // The request as sent, with the job's ARN and what a request may leave out.
    private static JsonObject JobOf(ProcessingJob job)
    {
        var config = JsonSerializer.SerializeToNode(job.Request, ProcessingJson.Default.CreateProcessingJobRequest)!.AsObject();
        config["ProcessingJobArn"] = job.Arn;
        foreach (var input in config["ProcessingInputs"]?.AsArray() ?? [])
        {
            var s3 = input!["S3Input"]!.AsObject();
            s3.TryAdd("S3DownloadMode", "StartOfJob");
            s3.TryAdd("S3InputMode", "File");
            s3.TryAdd("S3DataDistributionType", "FullyReplicated");
            s3.TryAdd("S3CompressionType", "None");
        }

        return config;
    }
}
