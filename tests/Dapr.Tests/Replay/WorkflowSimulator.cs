using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Tests.Replay;

/// <summary>Keeps the history of one workflow as a runtime would: every turn replays all of it with fresh code.</summary>
internal sealed class WorkflowSimulator(Func<IWorkflow> create)
{
    public const string InstanceId = "instance-1";
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly List<HistoryEvent> _history = [];
    private int _turns;

    /// <summary>The code of later turns; another one than before is a deployment in the middle of a run.</summary>
    public Func<IWorkflow> Create { get; set; } = create;

    public DateTime Now => Start.AddMinutes(_turns);

    public CompleteWorkflowAction? Completion { get; private set; }

    public static WorkflowSimulator Of<TInput, TOutput>(Func<WorkflowContext, TInput, Task<TOutput>> code)
        => new(() => new Code<TInput, TOutput>(code));

    public static IWorkflow Workflow<TInput, TOutput>(Func<WorkflowContext, TInput, Task<TOutput>> code) => new Code<TInput, TOutput>(code);

    /// <summary>Starts the workflow with an input as JSON.</summary>
    public IReadOnlyList<WorkflowAction> Begin(string? input = null) => Turn(new HistoryEvent
    {
        ExecutionStarted = new ExecutionStartedEvent
        {
            Name = "code",
            Input = input,
            WorkflowInstance = new WorkflowInstance { InstanceId = InstanceId, ExecutionId = "run-1" },
        },
    });

    public IReadOnlyList<WorkflowAction> CompleteTask(int id, string? result = null)
        => Turn(new HistoryEvent { TaskCompleted = new TaskCompletedEvent { TaskScheduledId = id, Result = result } });

    public IReadOnlyList<WorkflowAction> FailTask(int id, string message = "broken", bool final = false) => Turn(new HistoryEvent
    {
        TaskFailed = new TaskFailedEvent
        {
            TaskScheduledId = id,
            FailureDetails = new TaskFailureDetails { ErrorType = "System.InvalidOperationException", ErrorMessage = message, IsNonRetriable = final },
        },
    });

    public IReadOnlyList<WorkflowAction> FireTimer(int id) => Turn(new HistoryEvent { TimerFired = new TimerFiredEvent { TimerId = id } });

    public static HistoryEvent Raised(string name, string? input = null)
        => new() { EventRaised = new EventRaisedEvent { Name = name, Input = input } };

    /// <summary>Takes one turn with new events, records what it asked for and gives that.</summary>
    public IReadOnlyList<WorkflowAction> Turn(params HistoryEvent[] events)
    {
        HistoryEvent[] added = [new HistoryEvent { WorkflowStarted = new WorkflowStartedEvent() }, .. events];
        foreach (var one in added)
        {
            one.Timestamp = Timestamp.FromDateTime(Now);
        }

        var response = new WorkflowTurn(_ => Create(), NullLoggerFactory.Instance, WorkflowJson.Options).Run(InstanceId, _history, added);
        _turns++;
        CustomStatus = response.CustomStatus;
        _history.AddRange(added);
        _history.AddRange(response.Actions.Where(action => action.CompleteWorkflow is null).Select(Record));
        Completion = response.Actions.Select(action => action.CompleteWorkflow).SingleOrDefault(completion => completion is not null);
        return response.Actions;
    }

    public string? CustomStatus { get; private set; }

    private static HistoryEvent Record(WorkflowAction action)
    {
        var recorded = new HistoryEvent { EventId = action.Id };
        switch (action.WorkflowActionTypeCase)
        {
            case WorkflowAction.WorkflowActionTypeOneofCase.ScheduleTask:
                recorded.TaskScheduled = new TaskScheduledEvent { Name = action.ScheduleTask.Name, Input = action.ScheduleTask.Input };
                break;
            case WorkflowAction.WorkflowActionTypeOneofCase.CreateTimer:
                recorded.TimerCreated = new TimerCreatedEvent { FireAt = action.CreateTimer.FireAt };
                break;
            case WorkflowAction.WorkflowActionTypeOneofCase.CreateChildWorkflow:
                recorded.ChildWorkflowInstanceCreated = new ChildWorkflowInstanceCreatedEvent
                {
                    Name = action.CreateChildWorkflow.Name,
                    InstanceId = action.CreateChildWorkflow.InstanceId,
                };
                break;
            default:
                recorded.EventSent = new EventSentEvent { Name = action.SendEvent.Name, InstanceId = action.SendEvent.Instance.InstanceId };
                break;
        }

        return recorded;
    }

    private sealed class Code<TInput, TOutput>(Func<WorkflowContext, TInput, Task<TOutput>> code) : Workflow<TInput, TOutput>
    {
        public override Task<TOutput> RunAsync(WorkflowContext context, TInput input) => code(context, input);
    }
}
