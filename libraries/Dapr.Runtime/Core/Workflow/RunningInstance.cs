using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>A workflow that runs, in memory: a copy of what is committed, and the turn under way. Its lock guards every member.</summary>
internal sealed class RunningInstance(InstanceKey key, WorkflowState state)
{
    private long _lastSuspension;

    public InstanceKey Key { get; } = key;

    public Lock Lock { get; } = new();

    /// <summary>What a client sees. Replaced, never changed.</summary>
    public WorkflowState State { get; set; } = state;

    /// <summary>The event this execution began with; null until its turn has been recorded or its start has come.</summary>
    public ExecutionStartedEvent? Start { get; set; }

    /// <summary>The history, or null where it has to be read again.</summary>
    public List<HistoryEvent>? History { get; set; }

    public SortedList<long, HistoryEvent> Inbox { get; } = [];

    public WorkflowTurn? Turn { get; set; }

    public bool Ended { get; set; }

    public bool Suspended { get; private set; } = state.WorkflowStatus == OrchestrationStatus.Suspended;

    /// <summary>The state as a client sees it now.</summary>
    public WorkflowState Visible()
    {
        var visible = State.Clone();
        if (Suspended && !Ended) visible.WorkflowStatus = OrchestrationStatus.Suspended;
        else if (visible.WorkflowStatus == OrchestrationStatus.Suspended) visible.WorkflowStatus = OrchestrationStatus.Running;
        return visible;
    }

    public string Execution => State.ExecutionId;

    /// <summary>Whether there is something to show to a worker and nothing in the way.</summary>
    public bool Ready => !Ended && !Suspended && Turn is null && Inbox.Count > 0;

    /// <summary>Takes a committed event in; commits may be heard of in another order than they happened in.</summary>
    public void Receive(long id, HistoryEvent happened, string? execution)
    {
        if (Ended || (execution is not null && execution != Execution)) return;
        Inbox[id] = happened;
        if (happened.ExecutionStarted is not null) Start = happened.ExecutionStarted;
        var suspension = happened.ExecutionSuspended is not null;
        if ((suspension || happened.ExecutionResumed is not null) && id > _lastSuspension)
        {
            (_lastSuspension, Suspended) = (id, suspension);
        }
    }

    /// <summary>Forgets what only the execution before had to do with.</summary>
    public void BeginAnew()
    {
        History = [];
        foreach (var id in Inbox.Where(item => HistoryEvents.IsAnswer(item.Value)).Select(item => item.Key).ToList()) Inbox.Remove(id);
    }
}
