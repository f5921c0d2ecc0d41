using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>
/// The steps that the code has asked for, in order. A step is pending until the history confirms it and open until the history completes
/// it; a history that says something else than the code is found here.
/// </summary>
internal sealed class StepLedger
{
    private readonly SortedDictionary<int, WorkflowAction> _pending = [];
    private readonly Dictionary<int, TaskCompletionSource<HistoryEvent>> _open = [];
    private int _next;

    /// <summary>The steps that the history does not have yet.</summary>
    public IEnumerable<WorkflowAction> Pending => _pending.Values;

    /// <summary>How many steps the code may be waiting for.</summary>
    public int OpenCount => _open.Count;

    /// <summary>The number of the next step.</summary>
    public int NextId => _next;

    /// <summary>Adds a step that nothing waits for.</summary>
    public void Post(WorkflowAction action)
    {
        action.Id = _next++;
        _pending.Add(action.Id, action);
    }

    /// <summary>Adds a step; the task completes with the event that completes it, on the thread that replays.</summary>
    public Task<HistoryEvent> Open(WorkflowAction action)
    {
        Post(action);
        var completion = new TaskCompletionSource<HistoryEvent>();
        _open.Add(action.Id, completion);
        return completion.Task;
    }

    /// <summary>Forgets that anything waits for a step.</summary>
    public void Abandon(int id) => _open.Remove(id);

    /// <summary>Ends the wait for a step as cancelled.</summary>
    public void Cancel(int id, CancellationToken cancellationToken)
    {
        if (_open.Remove(id, out var completion))
        {
            completion.TrySetCanceled(cancellationToken);
        }
    }

    /// <summary>Completes a step and runs the code that waited for it. Nothing happens when nothing waits.</summary>
    public void Complete(int id, HistoryEvent outcome)
    {
        if (_open.Remove(id, out var completion))
        {
            completion.TrySetResult(outcome);
        }
    }

    /// <summary>Checks that the history did what the code asks for now.</summary>
    /// <exception cref="NonDeterministicWorkflowException">It did something else.</exception>
    public void Confirm(HistoryEvent recorded)
    {
        var id = IdOf(recorded);
        if (!_pending.Remove(id, out var asked))
        {
            throw new NonDeterministicWorkflowException(
                $"Step {id} of the history is {Describe(recorded)}, but the code asks for no such step. {Advice}");
        }

        if (Describe(asked) != Describe(recorded))
        {
            throw new NonDeterministicWorkflowException(
                $"Step {id} of the history is {Describe(recorded)}, but the code asks for {Describe(asked)}. {Advice}");
        }
    }

    /// <summary>Checks, at the end of what was recorded, that the code asked for nothing more.</summary>
    /// <exception cref="NonDeterministicWorkflowException">It asked for more.</exception>
    public void EnsureAllConfirmed()
    {
        if (_pending.Count > 0)
        {
            var (id, asked) = _pending.First();
            throw new NonDeterministicWorkflowException($"The code asks for {Describe(asked)} as step {id}, which the history does not have. {Advice}");
        }
    }

    private const string Advice = "Workflow code must do the same on every replay; a changed workflow needs a new name while old instances run.";

    /// <summary>The runtime may number a child workflow differently, so a child is found by its instance id as well.</summary>
    private int IdOf(HistoryEvent recorded)
    {
        if (recorded.ChildWorkflowInstanceCreated is not { } child || _pending.GetValueOrDefault(recorded.EventId)?.CreateChildWorkflow is not null)
        {
            return recorded.EventId;
        }

        var (id, asked) = _pending.FirstOrDefault(step => step.Value.CreateChildWorkflow?.InstanceId == child.InstanceId);
        return asked is null ? recorded.EventId : id;
    }

    private static string Describe(WorkflowAction action) => action.WorkflowActionTypeCase switch
    {
        WorkflowAction.WorkflowActionTypeOneofCase.ScheduleTask => $"the activity '{action.ScheduleTask.Name}'",
        WorkflowAction.WorkflowActionTypeOneofCase.CreateTimer => "a timer",
        WorkflowAction.WorkflowActionTypeOneofCase.CreateChildWorkflow => $"the child workflow '{action.CreateChildWorkflow.Name}'",
        WorkflowAction.WorkflowActionTypeOneofCase.SendEvent => $"the event '{action.SendEvent.Name}'",
        _ => action.WorkflowActionTypeCase.ToString(),
    };

    private static string Describe(HistoryEvent recorded) => recorded.EventTypeCase switch
    {
        HistoryEvent.EventTypeOneofCase.TaskScheduled => $"the activity '{recorded.TaskScheduled.Name}'",
        HistoryEvent.EventTypeOneofCase.TimerCreated => "a timer",
        HistoryEvent.EventTypeOneofCase.ChildWorkflowInstanceCreated => $"the child workflow '{recorded.ChildWorkflowInstanceCreated.Name}'",
        HistoryEvent.EventTypeOneofCase.EventSent => $"the event '{recorded.EventSent.Name}'",
        _ => recorded.EventTypeCase.ToString(),
    };
}
