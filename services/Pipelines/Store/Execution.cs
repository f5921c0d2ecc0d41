using MlPlatform.Aws;
using MlPlatform.Aws.Documents;

namespace MlPlatform.Pipelines.Store;

/// <summary>An execution of a pipeline as stored, with the definition and the values it runs with.</summary>
public sealed record Execution
{
    public required string Id { get; init; }
    public required string Arn { get; init; }
    public required string PipelineName { get; init; }
    public required string PipelineArn { get; init; }
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public required string Definition { get; init; }
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
    public required string Status { get; init; }
    public string? FailureReason { get; init; }
    public int? MaxParallelSteps { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }

    /// <summary>1 at first, one more for every retry; each run is a workflow of its own.</summary>
    public int Run { get; init; } = 1;

    /// <summary>The token of the last retry, so that the same request retries once.</summary>
    public string? RetryToken { get; init; }
    public required string Region { get; init; }
    public required string AccountId { get; init; }

    /// <summary>The workflow instance of the current run.</summary>
    public string InstanceId => InstanceOf(Id, Run);

    public bool IsOver => Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Stopped;

    /// <summary>Who the jobs of this execution are created for.</summary>
    public OperationContext Context => new(Region, AccountId, InstanceId, "");

    public static string InstanceOf(string id, int run) => $"pipeline-{id}-{run}";

    public static ListedResource Listed(Execution execution) =>
        new(execution.PipelineName, execution.CreationTime, execution.LastModifiedTime, execution.Status);
}

/// <summary>The life of an execution.</summary>
public static class ExecutionStatus
{
    public const string Executing = "Executing";
    public const string Stopping = "Stopping";
    public const string Stopped = "Stopped";
    public const string Failed = "Failed";
    public const string Succeeded = "Succeeded";
}
