using System.Text.Json.Nodes;
using MlPlatform.Aws.Documents;
using MlPlatform.Pipelines.Domain;

namespace MlPlatform.Pipelines.Store;

/// <summary>A step of an execution that has been started.</summary>
public sealed record ExecutionStep
{
    /// <summary>The index that orders the steps of an execution by their start.</summary>
    public const string ExecutionIndex = "execution";

    public required string ExecutionId { get; init; }
    public required string Name { get; init; }
    public required StepType Type { get; init; }
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public DateTimeOffset StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public int Attempt { get; init; }

    /// <summary>The job or resource of this attempt.</summary>
    public string? ResourceName { get; init; }
    public string? Arn { get; init; }

    /// <summary>The result, once there is one.</summary>
    public StepResult? Result { get; init; }

    /// <summary>The description of what the step made; later steps refer to its members.</summary>
    public JsonObject? Properties { get; init; }
    public bool StopAsked { get; init; }

    public string Id => IdOf(ExecutionId, Name);

    public string Status => Result switch
    {
        null => StopAsked ? ExecutionStatus.Stopping : ExecutionStatus.Executing,
        { End: StepEnd.Succeeded } => ExecutionStatus.Succeeded,
        { End: StepEnd.Stopped } => ExecutionStatus.Stopped,
        _ => ExecutionStatus.Failed,
    };

    public static string IdOf(string executionId, string step) => $"{executionId}/{step}";

    public static IReadOnlyDictionary<string, string> Indexes(ExecutionStep step) =>
        new Dictionary<string, string> { [ExecutionIndex] = $"{step.ExecutionId}/{IndexKey.Of(step.StartTime)}" };
}
