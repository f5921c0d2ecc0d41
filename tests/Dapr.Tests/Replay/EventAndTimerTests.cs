using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Tests.Replay;

public sealed class EventAndTimerTests
{
    [Fact]
    public void Timer_Fires_WorkflowGoesOnAtTheNewTime()
    {
        var workflow = WorkflowSimulator.Of<object?, DateTime>(async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1));
            return context.CurrentUtcDateTime;
        });
        var start = workflow.Now;

        Assert.Equal(start.AddHours(1), Assert.Single(workflow.Begin()).CreateTimer.FireAt.ToDateTime());
        var later = workflow.Now;
        workflow.FireTimer(0);

        Assert.Equal(later, System.Text.Json.JsonSerializer.Deserialize<DateTime>(workflow.Completion!.Result));
    }

    [Fact]
    public void Event_RaisedWhileWaiting_IsGiven()
    {
        var workflow = WorkflowSimulator.Of<object?, int>((context, _) => context.WaitForExternalEventAsync<int>("Approve"));

        Assert.Empty(workflow.Begin());
        workflow.Turn(WorkflowSimulator.Raised("approve", "7"));

        Assert.Equal("7", workflow.Completion!.Result);
    }

    [Fact]
    public void Event_RaisedEarly_IsGivenWhenAskedFor()
    {
        var workflow = WorkflowSimulator.Of<object?, int>(async (context, _) =>
        {
            await context.CallActivityAsync("First");
            return await context.WaitForExternalEventAsync<int>("number");
        });

        workflow.Begin();
        workflow.Turn(WorkflowSimulator.Raised("number", "7"));
        workflow.CompleteTask(0);

        Assert.Equal("7", workflow.Completion!.Result);
    }

    [Fact]
    public void Events_OfOneName_AreGivenInOrder()
    {
        var workflow = WorkflowSimulator.Of<object?, int[]>((context, _) => Task.WhenAll(
            context.WaitForExternalEventAsync<int>("n"), context.WaitForExternalEventAsync<int>("n")));

        workflow.Begin();
        workflow.Turn(WorkflowSimulator.Raised("n", "1"), WorkflowSimulator.Raised("n", "2"));

        Assert.Equal("[1,2]", workflow.Completion!.Result);
    }

    [Fact]
    public void EventWithTimeout_TimePasses_TaskCanceled()
    {
        var workflow = WorkflowSimulator.Of<object?, string>(WaitAnHour);

        Assert.Equal("n", Assert.Single(workflow.Begin()).CreateTimer.ExternalEvent.Name);
        workflow.FireTimer(0);

        Assert.Equal("\"late\"", workflow.Completion!.Result);
    }

    [Fact]
    public void EventWithTimeout_RaisedInTime_LateTimerDoesNothing()
    {
        var workflow = WorkflowSimulator.Of<object?, string>(async (context, input) =>
        {
            var answer = await WaitAnHour(context, input);
            await context.CallActivityAsync("Then");
            return answer;
        });

        workflow.Begin();
        Assert.Equal("Then", Assert.Single(workflow.Turn(WorkflowSimulator.Raised("n", "\"in time\""))).ScheduleTask.Name);
        Assert.Empty(workflow.FireTimer(0));
        workflow.CompleteTask(1);

        Assert.Equal("\"in time\"", workflow.Completion!.Result);
    }

    [Fact]
    public void ContinueAsNew_UnreadEvents_AreCarriedOver()
    {
        var workflow = WorkflowSimulator.Of<int, object?>(async (context, input) =>
        {
            await context.WaitForExternalEventAsync<int>("go");
            context.ContinueAsNew(input + 1);
            return null;
        });

        workflow.Begin("1");
        workflow.Turn(WorkflowSimulator.Raised("go"), WorkflowSimulator.Raised("more", "5"));

        Assert.Equal(OrchestrationStatus.ContinuedAsNew, workflow.Completion!.WorkflowStatus);
        Assert.Equal("2", workflow.Completion.Result);
        Assert.Equal("more", Assert.Single(workflow.Completion.CarryoverEvents).EventRaised.Name);
    }

    [Fact]
    public void ContinueAsNew_WithoutPreserving_EventsAreDropped()
    {
        var workflow = WorkflowSimulator.Of<object?, object?>((context, _) =>
        {
            context.ContinueAsNew(preserveUnprocessedEvents: false);
            return Task.FromResult<object?>(null);
        });

        workflow.Turn(
            new HistoryEvent { ExecutionStarted = new ExecutionStartedEvent { Name = "code" } }, WorkflowSimulator.Raised("more", "5"));

        Assert.Empty(workflow.Completion!.CarryoverEvents);
    }

    [Fact]
    public void Suspended_EventsComeMeanwhile_AreAppliedOnResume()
    {
        var workflow = WorkflowSimulator.Of<object?, int>(async (context, _) =>
        {
            await context.CallActivityAsync("First");
            return await context.WaitForExternalEventAsync<int>("n");
        });

        workflow.Begin();
        workflow.Turn(new HistoryEvent { ExecutionSuspended = new ExecutionSuspendedEvent() });
        Assert.Empty(workflow.CompleteTask(0));
        Assert.Empty(workflow.Turn(WorkflowSimulator.Raised("n", "3")));
        workflow.Turn(new HistoryEvent { ExecutionResumed = new ExecutionResumedEvent() });

        Assert.Equal("3", workflow.Completion!.Result);
    }

    [Fact]
    public void Terminated_WorkflowEnds_WithTheGivenOutput()
    {
        var workflow = WorkflowSimulator.Of<object?, int>((context, _) => context.WaitForExternalEventAsync<int>("never"));

        workflow.Begin();
        workflow.Turn(new HistoryEvent { ExecutionTerminated = new ExecutionTerminatedEvent { Input = "\"enough\"" } });

        Assert.Equal(OrchestrationStatus.Terminated, workflow.Completion!.WorkflowStatus);
        Assert.Equal("\"enough\"", workflow.Completion.Result);
    }

    [Fact]
    public void ChildWorkflow_Completes_OutputIsGiven()
    {
        var workflow = WorkflowSimulator.Of<object?, string>((context, _)
            => context.CallChildWorkflowAsync<string>("Child", 5, new ChildWorkflowTaskOptions("child-1")));

        var child = Assert.Single(workflow.Begin()).CreateChildWorkflow;
        workflow.Turn(new HistoryEvent
        {
            ChildWorkflowInstanceCompleted = new ChildWorkflowInstanceCompletedEvent { TaskScheduledId = 0, Result = "\"grown\"" },
        });

        Assert.Equal(("Child", "child-1", "5"), (child.Name, child.InstanceId, child.Input));
        Assert.Equal("\"grown\"", workflow.Completion!.Result);
    }

    [Fact]
    public void ChildWorkflow_FailsWithRetry_NewChildAfterATimer()
    {
        var workflow = WorkflowSimulator.Of<object?, string>((context, _) => context.CallChildWorkflowAsync<string>(
            "Child", null, new ChildWorkflowTaskOptions(RetryPolicy: new WorkflowRetryPolicy(2, TimeSpan.FromSeconds(1)))));

        var first = Assert.Single(workflow.Begin()).CreateChildWorkflow;
        var timer = Assert.Single(workflow.Turn(new HistoryEvent
        {
            ChildWorkflowInstanceFailed = new ChildWorkflowInstanceFailedEvent { TaskScheduledId = 0, FailureDetails = new TaskFailureDetails() },
        })).CreateTimer;
        var second = Assert.Single(workflow.FireTimer(1)).CreateChildWorkflow;

        Assert.Equal(first.InstanceId, timer.ChildWorkflowRetry.InstanceId);
        Assert.NotEqual(first.InstanceId, second.InstanceId);
    }

    [Fact]
    public void SendEvent_ToAnotherInstance_IsAnAction()
    {
        var workflow = WorkflowSimulator.Of<object?, string>(async (context, _) =>
        {
            context.SendEvent("other", "hello", 5);
            await context.CreateTimer(TimeSpan.FromSeconds(1));
            return "sent";
        });

        Assert.Equal("5", workflow.Begin()[0].SendEvent.Data);
        workflow.FireTimer(1);
        Assert.Equal("\"sent\"", workflow.Completion!.Result);
    }

    private static async Task<string> WaitAnHour(WorkflowContext context, object? input)
    {
        try
        {
            return await context.WaitForExternalEventAsync<string>("n", TimeSpan.FromHours(1));
        }
        catch (TaskCanceledException)
        {
            return "late";
        }
    }
}
