using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>What a committed change means for what is in memory.</summary>
internal sealed class WorkflowEffects
{
    public List<(NewInstance Instance, WorkflowState State)> Created { get; } = [];

    public List<(OutgoingEvent Event, long Id)> Posted { get; } = [];

    public List<PendingTimer> Timers { get; } = [];

    public List<PendingActivity> Activities { get; } = [];

    public List<StoredInstance> Ended { get; } = [];
}
