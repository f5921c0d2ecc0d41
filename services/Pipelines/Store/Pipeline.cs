using MlPlatform.Aws.Documents;

namespace MlPlatform.Pipelines.Store;

/// <summary>A pipeline as stored.</summary>
public sealed record Pipeline
{
    public required string Name { get; init; }
    public required string Arn { get; init; }
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public required string RoleArn { get; init; }

    /// <summary>The definition exactly as it was given.</summary>
    public required string Definition { get; init; }
    public int? MaxParallelSteps { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }
    public DateTimeOffset? LastRunTime { get; init; }
    public required string ClientToken { get; init; }

    public static ListedResource Listed(Pipeline pipeline) => new(pipeline.Name, pipeline.CreationTime, pipeline.LastModifiedTime, "Active");
}
