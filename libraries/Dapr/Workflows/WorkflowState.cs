using System.Text.Json;
using Proto = MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>Where a workflow is in its life.</summary>
public enum WorkflowRuntimeStatus
{
    /// <summary>A status this client does not know, or no such instance.</summary>
    Unknown = -1,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended with an output.</summary>
    Completed,

    /// <summary>It started again with a new history.</summary>
    ContinuedAsNew,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Canceled,

    /// <summary>It was terminated.</summary>
    Terminated,

    /// <summary>It has not started.</summary>
    Pending,

    /// <summary>It is suspended.</summary>
    Suspended,

    /// <summary>No worker can go on with it.</summary>
    Stalled,
}

/// <summary>What is known of a workflow instance.</summary>
public sealed class WorkflowState
{
    private readonly Proto.WorkflowState? _state;
    private readonly JsonSerializerOptions _json;

    internal WorkflowState(Proto.WorkflowState? state, JsonSerializerOptions json)
    {
        _state = state;
        _json = json;
    }

    /// <summary>The name of the workflow.</summary>
    public string? WorkflowName => _state?.Name;

    /// <summary>Whether there is such an instance.</summary>
    public bool Exists => _state is not null;

    /// <summary>Whether it runs.</summary>
    public bool IsWorkflowRunning => RuntimeStatus == WorkflowRuntimeStatus.Running;

    /// <summary>Whether it has ended, well or not.</summary>
    public bool IsWorkflowCompleted => RuntimeStatus
        is WorkflowRuntimeStatus.Completed or WorkflowRuntimeStatus.Failed or WorkflowRuntimeStatus.Terminated or WorkflowRuntimeStatus.Canceled;

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt => _state?.CreatedTimestamp?.ToDateTimeOffset() ?? default;

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastUpdatedAt => _state?.LastUpdatedTimestamp?.ToDateTimeOffset() ?? default;

    /// <summary>Where it is in its life.</summary>
    public WorkflowRuntimeStatus RuntimeStatus => _state is not null && Enum.IsDefined((WorkflowRuntimeStatus)_state.WorkflowStatus)
        ? (WorkflowRuntimeStatus)_state.WorkflowStatus
        : WorkflowRuntimeStatus.Unknown;

    /// <summary>How it failed, when it did.</summary>
    public WorkflowTaskFailureDetails? FailureDetails => FailureDetailsConverter.FromWire(_state?.FailureDetails);

    /// <summary>Reads the input.</summary>
    public T? ReadInputAs<T>() => WorkflowJson.Read<T>(_state?.Input, _json);

    /// <summary>Reads the output.</summary>
    public T? ReadOutputAs<T>() => WorkflowJson.Read<T>(_state?.Output, _json);

    /// <summary>Reads the custom status.</summary>
    public T? ReadCustomStatusAs<T>() => WorkflowJson.Read<T>(_state?.CustomStatus, _json);
}
