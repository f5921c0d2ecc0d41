using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>An event that waits to be shown to its workflow, by its row.</summary>
internal readonly record struct InboxEvent(long Id, HistoryEvent Event);

/// <summary>An activity that was asked for and has no recorded outcome.</summary>
/// <param name="Owner">The workflow that asked.</param>
/// <param name="Execution">The execution of it that asked; a later one does not want the outcome.</param>
/// <param name="Scheduled">The TaskScheduled event.</param>
internal sealed record PendingActivity(InstanceKey Owner, string Execution, HistoryEvent Scheduled)
{
    public int TaskId => Scheduled.EventId;

    /// <summary>The app whose worker runs it.</summary>
    public string TargetApp => Scheduled.Router is { HasTargetAppID: true, TargetAppID.Length: > 0 } router ? router.TargetAppID : Owner.AppId;
}

/// <summary>A moment at which an event comes due for a workflow: a timer, or a start that was put off.</summary>
internal sealed record PendingTimer(InstanceKey Owner, string Execution, int TimerId, long Due, HistoryEvent Event)
{
    /// <summary>The id of a start that was put off.</summary>
    public const int Start = -1;
}

/// <summary>A workflow to be created.</summary>
/// <param name="Parent">The workflow and task that hear of it when the id is taken, or null.</param>
internal sealed record NewInstance(InstanceKey Key, HistoryEvent Started, ParentInstanceInfo? Parent)
{
    public ExecutionStartedEvent Event => Started.ExecutionStarted;

    public string Execution => Event.WorkflowInstance.ExecutionId;
}

/// <summary>An event for another workflow.</summary>
/// <param name="Target">The workflow it is for.</param>
/// <param name="Execution">The only execution that it is for, or null for whichever runs.</param>
internal sealed record OutgoingEvent(InstanceKey Target, string? Execution, HistoryEvent Event);
