using System.Text.Json;
using Microsoft.Extensions.Logging;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>
/// One turn of a workflow: applies its past and its new events to fresh code and gives the actions that the code asks for and the
/// history does not have.
/// </summary>
internal sealed class WorkflowTurn(Func<string, IWorkflow> create, ILoggerFactory loggers, JsonSerializerOptions json)
{
    private readonly Queue<HistoryEvent> _heldWhileSuspended = new();
    private ReplayContext? _context;
    private Task<object?>? _run;
    private Exception? _cannotStart;
    private ExecutionTerminatedEvent? _terminated;
    private DateTime _now;
    private bool _suspended;
    private bool _replaying = true;

    /// <summary>Runs the turn on this thread.</summary>
    public WorkflowResponse Run(string instanceId, IReadOnlyCollection<HistoryEvent> past, IReadOnlyCollection<HistoryEvent> added)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        var response = new WorkflowResponse { InstanceId = instanceId };
        try
        {
            Apply(instanceId, past);
            _context?.Steps.EnsureAllConfirmed();
            _replaying = false;
            Apply(instanceId, added);
            Conclude(response);
        }
        catch (NonDeterministicWorkflowException contradiction)
        {
            response.Actions.Clear();
            response.Actions.Add(Failed(_run?.Exception is { } cause
                ? new NonDeterministicWorkflowException(contradiction.Message, cause.InnerException)
                : contradiction));
        }
        finally
        {
            _context?.Leave();
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        response.CustomStatus = _context?.CustomStatus;
        return response;
    }

    private void Apply(string instanceId, IReadOnlyCollection<HistoryEvent> events)
    {
        if (_context is { } context)
        {
            context.Replaying = _replaying;
        }

        foreach (var one in events)
        {
            if (_suspended && IsHeldWhileSuspended(one))
            {
                _heldWhileSuspended.Enqueue(one);
            }
            else
            {
                Apply(instanceId, one);
            }
        }
    }

    private void Apply(string instanceId, HistoryEvent one)
    {
        switch (one.EventTypeCase)
        {
            case HistoryEvent.EventTypeOneofCase.WorkflowStarted:
                _now = one.Timestamp.ToDateTime();
                _context?.BeginTurn(_now);
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionStarted:
                Start(instanceId, one);
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionSuspended:
                _suspended = true;
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionResumed:
                Resume(instanceId);
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionTerminated:
                _terminated = one.ExecutionTerminated;
                break;
            default:
                if (_cannotStart is not null)
                {
                    break;
                }

                Advance(_context ?? throw new NonDeterministicWorkflowException("The history does not begin with the start of the workflow."), one);
                break;
        }
    }

    private static void Advance(ReplayContext context, HistoryEvent one)
    {
        switch (one.EventTypeCase)
        {
            case HistoryEvent.EventTypeOneofCase.TaskScheduled:
            case HistoryEvent.EventTypeOneofCase.TimerCreated:
            case HistoryEvent.EventTypeOneofCase.ChildWorkflowInstanceCreated:
            case HistoryEvent.EventTypeOneofCase.EventSent:
                context.Steps.Confirm(one);
                break;
            case HistoryEvent.EventTypeOneofCase.TaskCompleted:
                context.Steps.Complete(one.TaskCompleted.TaskScheduledId, one);
                break;
            case HistoryEvent.EventTypeOneofCase.TaskFailed:
                context.Steps.Complete(one.TaskFailed.TaskScheduledId, one);
                break;
            case HistoryEvent.EventTypeOneofCase.TimerFired:
                context.Steps.Complete(one.TimerFired.TimerId, one);
                break;
            case HistoryEvent.EventTypeOneofCase.ChildWorkflowInstanceCompleted:
                context.Steps.Complete(one.ChildWorkflowInstanceCompleted.TaskScheduledId, one);
                break;
            case HistoryEvent.EventTypeOneofCase.ChildWorkflowInstanceFailed:
                context.Steps.Complete(one.ChildWorkflowInstanceFailed.TaskScheduledId, one);
                break;
            case HistoryEvent.EventTypeOneofCase.EventRaised:
                context.Inbox.Deliver(one);
                break;
        }
    }

    private void Start(string instanceId, HistoryEvent started)
    {
        var execution = started.ExecutionStarted;
        _context = new ReplayContext(execution.Name, instanceId, loggers, json) { Replaying = _replaying };
        _context.BeginTurn(_now);
        _context.BeginRun(started);
        _context.Enter();
        _run = Create(execution.Name) is { } workflow ? RunAsync(workflow, execution.Input, _context) : null;
    }

    private IWorkflow? Create(string name)
    {
        try
        {
            return create(name);
        }
        catch (Exception fault)
        {
            _cannotStart = fault;
            return null;
        }
    }

    private async Task<object?> RunAsync(IWorkflow workflow, string? input, ReplayContext context)
        => await workflow.RunAsync(context, WorkflowJson.Read(input, workflow.InputType, json));

    private void Resume(string instanceId)
    {
        _suspended = false;
        while (!_suspended && _heldWhileSuspended.TryDequeue(out var held))
        {
            Apply(instanceId, held);
        }
    }

    /// <summary>What would let the code go on waits; what the code did before it was suspended is still confirmed.</summary>
    private static bool IsHeldWhileSuspended(HistoryEvent one) => one.EventTypeCase
        is HistoryEvent.EventTypeOneofCase.ExecutionStarted
        or HistoryEvent.EventTypeOneofCase.TaskCompleted
        or HistoryEvent.EventTypeOneofCase.TaskFailed
        or HistoryEvent.EventTypeOneofCase.TimerFired
        or HistoryEvent.EventTypeOneofCase.ChildWorkflowInstanceCompleted
        or HistoryEvent.EventTypeOneofCase.ChildWorkflowInstanceFailed
        or HistoryEvent.EventTypeOneofCase.EventRaised;

    private void Conclude(WorkflowResponse response)
    {
        if (_terminated is { } terminated)
        {
            response.Actions.Add(Complete(new CompleteWorkflowAction { WorkflowStatus = OrchestrationStatus.Terminated, Result = terminated.Input }));
            return;
        }

        if (_cannotStart is { } reason)
        {
            response.Actions.Add(Failed(reason));
            return;
        }

        if (_context is not { } context || _run is not { } run)
        {
            return;
        }

        response.Actions.Add(context.Steps.Pending);
        if (run.IsFaulted || run.IsCanceled)
        {
            response.Actions.Add(Failed(run.Exception?.InnerException ?? new TaskCanceledException(run)));
        }
        else if (context.RestartAsked is { } restart)
        {
            response.Actions.Add(Complete(Restarted(context, restart)));
        }
        else if (run.IsCompleted)
        {
            response.Actions.Add(Complete(new CompleteWorkflowAction
            {
                WorkflowStatus = OrchestrationStatus.Completed,
                Result = WorkflowJson.Write(run.Result, json),
            }));
        }
        else if (context.Steps.OpenCount == 0 && context.Inbox.WaiterCount == 0)
        {
            throw new NonDeterministicWorkflowException(
                $"The workflow '{context.Name}' waits for something that is not of its context (Task.Run, Task.Delay, I/O), so it could never go on.");
        }
    }

    private static CompleteWorkflowAction Restarted(ReplayContext context, ReplayContext.Restart restart)
    {
        var action = new CompleteWorkflowAction { WorkflowStatus = OrchestrationStatus.ContinuedAsNew, Result = restart.Input };
        if (restart.KeepEvents)
        {
            action.CarryoverEvents.Add(context.Inbox.Unread);
        }

        return action;
    }

    private WorkflowAction Failed(Exception fault) => Complete(new CompleteWorkflowAction
    {
        WorkflowStatus = OrchestrationStatus.Failed,
        FailureDetails = FailureDetailsConverter.ToWire(fault),
    });

    private WorkflowAction Complete(CompleteWorkflowAction action) => new() { Id = _context?.Steps.NextId ?? 0, CompleteWorkflow = action };
}
