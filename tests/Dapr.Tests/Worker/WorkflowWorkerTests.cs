using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Tests.Worker;

public sealed class WorkflowWorkerTests
{
    [Fact]
    public async Task Activity_WithServices_RunsAndItsOutputIsHandedIn()
    {
        await using var hub = await TaskHub.StartAsync();
        using var worker = await hub.StartWorkerAsync(
            options => options.RegisterActivity<Greet>(), services => services.AddSingleton(new Greeting("Hello")));

        hub.HandOut("Greet", "token-1", "\"Ada\"", taskId: 3);
        var response = await hub.NextActivityAsync();

        Assert.Equal("\"Hello, Ada (execution-3 of i)\"", response.Result);
        Assert.Equal(("token-1", 3, "i"), (response.CompletionToken, response.TaskId, response.InstanceId));
    }

    [Fact]
    public async Task Activity_Throws_DetailsAreHandedIn()
    {
        await using var hub = await TaskHub.StartAsync();
        using var worker = await hub.StartWorkerAsync(options => options.RegisterActivity<Break>());

        hub.HandOut("Break", "token-1");
        var details = (await hub.NextActivityAsync()).FailureDetails;

        Assert.Equal(("System.InvalidOperationException", "broken"), (details.ErrorType, details.ErrorMessage));
    }

    [Fact]
    public async Task Activity_NotRegistered_FailsAndNamesWhatIs()
    {
        await using var hub = await TaskHub.StartAsync();
        using var worker = await hub.StartWorkerAsync(options => options.RegisterActivity<Break>());

        hub.HandOut("Missing", "token-1");

        Assert.Contains("registered are: Break", (await hub.NextActivityAsync()).FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflow_FirstTurn_ActionsAreHandedIn()
    {
        await using var hub = await TaskHub.StartAsync();
        using var worker = await hub.StartWorkerAsync(options => options.RegisterWorkflow<CallsGreet>());
        var request = new WorkflowRequest { InstanceId = "i" };
        request.NewEvents.Add(new HistoryEvent { Timestamp = Timestamp.FromDateTime(DateTime.UnixEpoch), WorkflowStarted = new WorkflowStartedEvent() });
        request.NewEvents.Add(new HistoryEvent { ExecutionStarted = new ExecutionStartedEvent { Name = "CallsGreet", Input = "\"Ada\"" } });

        hub.HandOut(request, "token-1");
        var turn = await hub.NextTurnAsync();

        Assert.Equal("token-1", turn.CompletionToken);
        Assert.Equal("Greet", Assert.Single(turn.Actions).ScheduleTask.Name);
    }

    [Fact]
    public async Task Worker_SidecarGoesAndComesBack_WorksAgain()
    {
        await using var hub = await TaskHub.StartAsync();
        using var worker = await hub.StartWorkerAsync(options => options.RegisterActivity<Break>());

        await hub.BreakAsync();
        await hub.ListenAsync();
        await hub.Connected;
        hub.HandOut("Break", "token-2");

        Assert.Equal("token-2", (await hub.NextActivityAsync()).CompletionToken);
    }

    [Fact]
    public async Task Activity_HandedOutAgainWhileItRuns_RunsOnceAndAnswersTheNewestRequest()
    {
        var gate = new Gate();
        await using var hub = await TaskHub.StartAsync();
        using var worker = await hub.StartWorkerAsync(
            options =>
            {
                options.RegisterActivity<WaitAtGate>();
                options.RegisterActivity<Break>();
            },
            services => services.AddSingleton(gate));

        hub.HandOut("WaitAtGate", "token-1");
        await gate.Entered.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await hub.BreakAsync();
        await hub.ListenAsync();
        await hub.Connected;
        hub.HandOut("WaitAtGate", "token-2");
        hub.HandOut("Break", "after", taskId: 1);
        Assert.Equal("after", (await hub.NextActivityAsync()).CompletionToken);
        gate.Open.TrySetResult();

        Assert.Equal("token-2", (await hub.NextActivityAsync()).CompletionToken);
        Assert.Equal(1, gate.Runs);
    }

    [Fact]
    public async Task Activity_HandedOutAgainAfterItsOutcome_IsAnsweredWithoutARun()
    {
        var gate = new Gate();
        gate.Open.TrySetResult();
        await using var hub = await TaskHub.StartAsync();
        using var worker = await hub.StartWorkerAsync(
            options => options.RegisterActivity<WaitAtGate>(), services => services.AddSingleton(gate));

        hub.HandOut("WaitAtGate", "token-1");
        var first = await hub.NextActivityAsync();
        hub.HandOut("WaitAtGate", "token-2");
        var second = await hub.NextActivityAsync();

        Assert.Equal((first.Result, "token-2"), (second.Result, second.CompletionToken));
        Assert.Equal(1, gate.Runs);
    }

    [Fact]
    public async Task Activities_LongOnes_DoNotHoldUpWorkflows()
    {
        var gate = new Gate();
        await using var hub = await TaskHub.StartAsync();
        using var worker = await hub.StartWorkerAsync(
            options =>
            {
                options.MaxConcurrentActivities = 1;
                options.RegisterActivity<WaitAtGate>();
                options.RegisterWorkflow<CallsGreet>();
            },
            services => services.AddSingleton(gate));

        hub.HandOut("WaitAtGate", "a", taskId: 1);
        hub.HandOut("WaitAtGate", "b", taskId: 2);
        hub.HandOut(new WorkflowRequest { InstanceId = "i" }, "turn");

        Assert.Equal("turn", (await hub.NextTurnAsync()).CompletionToken);
        await gate.Entered.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, gate.Runs);
        gate.Open.TrySetResult();
        await hub.NextActivityAsync();
        await hub.NextActivityAsync();
    }

    [Fact]
    public async Task Stop_ActivityEndsSoon_ItsOutcomeIsHandedIn()
    {
        var gate = new Gate();
        await using var hub = await TaskHub.StartAsync();
        using var worker = await hub.StartWorkerAsync(
            options => options.RegisterActivity<WaitAtGate>(), services => services.AddSingleton(gate));
        hub.HandOut("WaitAtGate", "token-1");
        await gate.Entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

        var stopping = worker.StopAsync();
        gate.Open.TrySetResult();

        Assert.Equal("\"passed\"", (await hub.NextActivityAsync()).Result);
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Stop_ActivityNeverEnds_WorkerStopsAnyway()
    {
        var gate = new Gate();
        await using var hub = await TaskHub.StartAsync();
        using var worker = await hub.StartWorkerAsync(
            options => options.RegisterActivity<WaitAtGate>(), services => services.AddSingleton(gate));
        hub.HandOut("WaitAtGate", "token-1");
        await gate.Entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await worker.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1, gate.Runs);
    }

    private sealed record Greeting(string Word);

    private sealed class Greet(Greeting greeting) : WorkflowActivity<string, string>
    {
        public override Task<string> RunAsync(WorkflowActivityContext context, string input)
            => Task.FromResult($"{greeting.Word}, {input} ({context.TaskExecutionKey} of {context.InstanceId})");
    }

    private sealed class Break : WorkflowActivity<object?, object?>
    {
        public override Task<object?> RunAsync(WorkflowActivityContext context, object? input) => throw new InvalidOperationException("broken");
    }

    private sealed class CallsGreet : Workflow<string, string>
    {
        public override Task<string> RunAsync(WorkflowContext context, string input) => context.CallActivityAsync<string>("Greet", input);
    }

    private sealed class Gate
    {
        private int _runs;

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Runs => _runs;

        public async Task PassAsync()
        {
            Interlocked.Increment(ref _runs);
            Entered.TrySetResult();
            await Open.Task;
        }
    }

    private sealed class WaitAtGate(Gate gate) : WorkflowActivity<object?, string>
    {
        public override async Task<string> RunAsync(WorkflowActivityContext context, object? input)
        {
            await gate.PassAsync();
            return "passed";
        }
    }
}
