using System.Text.Json.Nodes;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;

namespace MlPlatform.Training.Domain;

/// <summary>The files under /opt/ml/input/config that tell a training program what it was asked to do.</summary>
internal static class TrainingConfiguration
{
    private const string Host = "algo-1";
    private const string Group = "homogeneousCluster";
    private const string DefaultInstance = "ml.m5.large";

    public static async Task WriteAsync(TrainingJob job, JobFolder folder, CancellationToken cancellationToken)
    {
        var request = job.Request;
        await WriteAsync("hyperparameters", Hyperparameters(request));
        await WriteAsync("inputdataconfig", InputData(request));
        await WriteAsync("resourceconfig", Resources(request));
        if (request.DebugHookConfig is { } hook) await WriteAsync("debughookconfig", JsonNode.Parse(hook.GetRawText())!);
        if (request.ProfilerConfig is { } profiler) await WriteAsync("profilerconfig", JsonNode.Parse(profiler.GetRawText())!);
        if (request.CheckpointConfig is { } checkpoint)
        {
            await WriteAsync("checkpointconfig", new JsonObject { ["LocalPath"] = checkpoint.LocalPath, ["S3Uri"] = checkpoint.S3Uri });
        }

        Task WriteAsync(string name, JsonNode content)
        {
            Directory.CreateDirectory(folder.InputConfig);
            return File.WriteAllTextAsync(Path.Combine(folder.InputConfig, $"{name}.json"), content.ToJsonString(), cancellationToken);
        }
    }

    public static string InstanceType(CreateTrainingJobRequest request) => request.ResourceConfig?.InstanceType ?? DefaultInstance;

    public static JsonObject Hyperparameters(CreateTrainingJobRequest request) =>
        new((request.HyperParameters ?? new Dictionary<string, string>()).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    public static JsonObject InputData(CreateTrainingJobRequest request) =>
        new((request.InputDataConfig ?? []).Select(channel => KeyValuePair.Create(channel.ChannelName, (JsonNode?)ChannelOf(channel, request))));

    public static JsonObject Resources(CreateTrainingJobRequest request) => new()
    {
        ["current_host"] = Host,
        ["current_instance_type"] = InstanceType(request),
        ["current_group_name"] = Group,
        ["hosts"] = new JsonArray(Host),
        ["instance_groups"] = new JsonArray(new JsonObject
        {
            ["instance_group_name"] = Group,
            ["instance_type"] = InstanceType(request),
            ["hosts"] = new JsonArray(Host),
        }),
        ["network_interface_name"] = "lo",
    };

    private static JsonObject ChannelOf(Channel channel, CreateTrainingJobRequest request)
    {
        var config = new JsonObject
        {
            ["TrainingInputMode"] = channel.InputMode ?? request.AlgorithmSpecification.TrainingInputMode,
            ["S3DistributionType"] = channel.DataSource.S3DataSource?.S3DataDistributionType ?? "FullyReplicated",
            ["RecordWrapperType"] = channel.RecordWrapperType ?? "None",
        };
        if (channel.ContentType is { } type) config["ContentType"] = type;
        return config;
    }
}
