using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MlPlatform.Contracts;

/// <summary>What the platform publishes when something changed, in the shape of an EventBridge event.</summary>
public sealed record PlatformEvent
{
    [JsonPropertyName("version")] public string Version { get; init; } = "0";

    [JsonPropertyName("id")] public required string Id { get; init; }

    [JsonPropertyName("detail-type")] public required string DetailType { get; init; }

    [JsonPropertyName("source")] public required string Source { get; init; }

    [JsonPropertyName("account")] public required string Account { get; init; }

    [JsonPropertyName("time")] public required string Time { get; init; }

    [JsonPropertyName("region")] public required string Region { get; init; }

    [JsonPropertyName("resources")] public IReadOnlyList<string> Resources { get; init; } = [];

    [JsonPropertyName("detail")] public required JsonObject Detail { get; init; }

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, PlatformEventJson.Default.PlatformEvent);
}

[JsonSerializable(typeof(PlatformEvent))]
public sealed partial class PlatformEventJson : JsonSerializerContext;

/// <summary>The Dapr pub/sub component and its topics, one for each kind of resource.</summary>
public static class Topics
{
    public const string PubSub = "pubsub";
    public const string TrainingJobChanged = "training-job-changed";
    public const string ProcessingJobChanged = "processing-job-changed";
    public const string TuningJobChanged = "hyper-parameter-tuning-job-changed";
    public const string ModelPackageChanged = "model-package-changed";
    public const string EndpointChanged = "endpoint-changed";
    public const string PipelineExecutionChanged = "pipeline-execution-changed";
    public const string MonitoringExecutionChanged = "monitoring-execution-changed";
    public const string MonitoringAlert = "monitoring-alert";
    public const string StreamDelivered = "stream-delivered";
}
