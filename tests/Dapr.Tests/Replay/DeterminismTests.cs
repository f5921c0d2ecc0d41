using Microsoft.Extensions.Logging;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Tests.Replay;

public sealed class DeterminismTests
{
    [Fact]
    public void Guids_OnReplay_AreTheSameAndDiffer()
    {
        var workflow = WorkflowSimulator.Of<object?, Guid[]>(async (context, _) =>
        {
            var one = context.NewGuid();
            await context.CallActivityAsync("Remember", one);
            return [one, context.NewGuid()];
        });

        var remembered = Assert.Single(workflow.Begin()).ScheduleTask.Input;
        workflow.CompleteTask(0);
        var guids = System.Text.Json.JsonSerializer.Deserialize<Guid[]>(workflow.Completion!.Result)!;

        Assert.Equal(remembered, $"\"{guids[0]}\"");
        Assert.NotEqual(guids[0], guids[1]);
        Assert.Equal(5, guids[0].Version);
    }

    [Fact]
    public void IsReplaying_OverTwoTurns_TrueOnlyForThePast()
    {
        var seen = new List<bool>();
        var workflow = WorkflowSimulator.Of<object?, string>(async (context, _) =>
        {
            seen.Add(context.IsReplaying);
            await context.CallActivityAsync("A");
            seen.Add(context.IsReplaying);
            return context.InstanceId;
        });

        workflow.Begin();
        workflow.CompleteTask(0);

        Assert.Equal([false, true, false], seen);
    }

    [Fact]
    public void ConfigureAwaitFalse_InWorkflowCode_StaysOnTheThread()
    {
        var workflow = WorkflowSimulator.Of<object?, int>(async (context, _) =>
        {
            var sum = 0;
            for (var i = 0; i < 3; i++)
            {
                sum += await Nested(context, i).ConfigureAwait(false);
            }

            return sum;
        });

        workflow.Begin();
        workflow.CompleteTask(0, "1");
        workflow.CompleteTask(1, "2");
        workflow.CompleteTask(2, "3");

        Assert.Equal("6", workflow.Completion!.Result);

        static async Task<int> Nested(WorkflowContext context, int i)
            => await context.CallActivityAsync<int>("A", i).ConfigureAwait(false);
    }

    [Fact]
    public void Code_CallsAnotherActivityThanBefore_FailsAndNamesBoth()
    {
        var workflow = WorkflowSimulator.Of<object?, string>((context, _) => context.CallActivityAsync<string>("Old"));
        workflow.Begin();

        workflow.Create = () => WorkflowSimulator.Workflow<object?, string>((context, _) => context.CallActivityAsync<string>("New"));
        workflow.CompleteTask(0);

        AssertNonDeterministic(workflow, "'Old'", "'New'");
    }

    [Fact]
    public void Code_WaitsWhereItCalledAnActivity_Fails()
    {
        var workflow = WorkflowSimulator.Of<object?, string>((context, _) => context.CallActivityAsync<string>("Old"));
        workflow.Begin();

        workflow.Create = () => WorkflowSimulator.Workflow<object?, string>((context, _) => context.WaitForExternalEventAsync<string>("n"));
        workflow.CompleteTask(0);

        AssertNonDeterministic(workflow, "'Old'", "no such step");
    }

    [Fact]
    public void Code_AsksForMoreThanBefore_Fails()
    {
        var workflow = WorkflowSimulator.Of<object?, string>((context, _) => context.WaitForExternalEventAsync<string>("n"));
        workflow.Begin();

        workflow.Create = () => WorkflowSimulator.Workflow<object?, string>(async (context, _) =>
        {
            await context.CallActivityAsync("Added");
            return await context.WaitForExternalEventAsync<string>("n");
        });
        workflow.Turn(WorkflowSimulator.Raised("n"));

        AssertNonDeterministic(workflow, "'Added'", "does not have");
    }

    [Fact]
    public void Code_AwaitsATaskOfItsOwn_FailsInsteadOfHanging()
    {
        var workflow = WorkflowSimulator.Of<object?, string>(async (_, _) =>
        {
            await new TaskCompletionSource().Task;
            return "never";
        });

        workflow.Begin();

        AssertNonDeterministic(workflow, "not of its context");
    }

    [Fact]
    public async Task Code_UsesTheContextFromAnotherThread_IsRefused()
    {
        Task? elsewhere = null;
        var workflow = WorkflowSimulator.Of<object?, string>(async (context, _) =>
        {
            elsewhere = Task.Run(() => context.CallActivityAsync("A"));
            await context.CreateTimer(TimeSpan.FromSeconds(1));
            return "x";
        });

        workflow.Begin();

        await Assert.ThrowsAsync<NonDeterministicWorkflowException>(() => elsewhere!);
    }

    [Fact]
    public void Workflow_CannotBeCreated_FailsWithTheReasonEvenMidway()
    {
        var workflow = WorkflowSimulator.Of<object?, string>((context, _) => context.CallActivityAsync<string>("A"));
        workflow.Begin();

        workflow.Create = () => throw new InvalidOperationException("no such service");
        workflow.CompleteTask(0);

        Assert.Equal("no such service", workflow.Completion!.FailureDetails.ErrorMessage);
    }

    [Fact]
    public void Input_OfTheWrongType_FailsTheWorkflow()
    {
        var workflow = WorkflowSimulator.Of<int, int>((_, input) => Task.FromResult(input));

        workflow.Begin("\"text\"");

        Assert.Equal(OrchestrationStatus.Failed, workflow.Completion!.WorkflowStatus);
        Assert.Equal("System.Text.Json.JsonException", workflow.Completion.FailureDetails.ErrorType);
    }

    [Fact]
    public void CustomStatus_SetBeforeAWait_IsReportedEachTurn()
    {
        var workflow = WorkflowSimulator.Of<object?, string>(async (context, _) =>
        {
            context.SetCustomStatus(new { Step = "waiting" });
            return await context.WaitForExternalEventAsync<string>("n");
        });

        workflow.Begin();
        Assert.Equal("{\"step\":\"waiting\"}", workflow.CustomStatus);
        workflow.Turn(WorkflowSimulator.Raised("other"));
        Assert.Equal("{\"step\":\"waiting\"}", workflow.CustomStatus);
    }

    [Fact]
    public void ReplaySafeLogger_DuringReplay_IsSilent()
    {
        var enabled = new List<bool>();
        var workflow = WorkflowSimulator.Of<object?, string>(async (context, _) =>
        {
            var logger = new ReplaySafeLogger(new AlwaysEnabled(), context);
            enabled.Add(logger.IsEnabled(LogLevel.Information));
            await context.CallActivityAsync("A");
            enabled.Add(logger.IsEnabled(LogLevel.Information));
            return "x";
        });

        workflow.Begin();
        workflow.CompleteTask(0);

        Assert.Equal([true, false, true], enabled);
    }

    [Fact]
    public void LongHistory_ThousandsOfSteps_ReplaysWithoutDeepStack()
    {
        const int Steps = 5_000;
        var past = new List<HistoryEvent>();
        var start = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        past.Add(new HistoryEvent { Timestamp = start, WorkflowStarted = new WorkflowStartedEvent() });
        past.Add(new HistoryEvent { Timestamp = start, ExecutionStarted = new ExecutionStartedEvent { Name = "code" } });
        for (var i = 0; i < Steps; i++)
        {
            past.Add(new HistoryEvent { EventId = i, Timestamp = start, TaskScheduled = new TaskScheduledEvent { Name = "A" } });
            past.Add(new HistoryEvent { Timestamp = start, TaskCompleted = new TaskCompletedEvent { TaskScheduledId = i, Result = "1" } });
        }

        var turn = new WorkflowTurn(
            _ => WorkflowSimulator.Workflow<object?, int>(async (context, _) =>
            {
                var sum = 0;
                for (var i = 0; i < Steps; i++)
                {
                    sum += await context.CallActivityAsync<int>("A");
                }

                return sum;
            }),
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            WorkflowJson.Options);

        Assert.Equal($"{Steps}", Assert.Single(turn.Run("i", past, []).Actions).CompleteWorkflow.Result);
    }

    private static void AssertNonDeterministic(WorkflowSimulator workflow, params string[] fragments)
    {
        var failure = workflow.Completion!.FailureDetails;
        Assert.Equal(typeof(NonDeterministicWorkflowException).FullName, failure.ErrorType);
        Assert.All(fragments, fragment => Assert.Contains(fragment, failure.ErrorMessage, StringComparison.Ordinal));
    }

    private sealed class AlwaysEnabled : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }
    }
}
