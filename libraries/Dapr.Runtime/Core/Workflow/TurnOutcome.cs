using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>What one turn of a workflow asks the runtime to store and to do.</summary>
internal sealed class TurnOutcome
{
    /// <summary>What is added to the history: the events shown to the turn, then those its actions caused.</summary>
    public List<HistoryEvent> History { get; } = [];

    public List<HistoryEvent> Activities { get; } = [];

    public List<PendingTimer> Timers { get; } = [];

    public List<NewInstance> Starts { get; } = [];

    public List<OutgoingEvent> Events { get; } = [];

    /// <summary>Workflows of the same app to terminate.</summary>
    public List<(InstanceKey Target, TerminateWorkflowAction Action)> Terminations { get; } = [];

    /// <summary>How the workflow ended, or null while it goes on.</summary>
    public ExecutionCompletedEvent? Completed { get; set; }

    /// <summary>The events a new execution begins with, when the workflow continues as new.</summary>
    public List<HistoryEvent>? NextExecution { get; set; }

    /// <summary>Whether the worker does not know the version of the code this workflow began with.</summary>
    public bool Stalled { get; set; }

    public string? CustomStatus { get; set; }
}
