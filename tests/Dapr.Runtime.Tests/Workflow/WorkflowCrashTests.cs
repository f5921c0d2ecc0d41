using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Tests.Workflow;

/// <summary>A kill at any moment only delays: what was acknowledged is there, what was not is given out again.</summary>
public sealed class WorkflowCrashTests : IAsyncLifetime
{
    private static readonly Func<Seen, IEnumerable<WorkflowAction>> ThreeInARow = seen => seen.Results.Count switch
    {
        3 => [Act.Complete(3, string.Concat(seen.Results))],
        var done when seen.Scheduled == done => [Act.Schedule(done, $"step{done}", $"{done}")],
        _ => [],
    };

    private readonly HubFixture _hub = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Workflow_KilledBetweenActivities_RunsNoneTwice()
    {
        var reached = new TaskCompletionSource();
        var first = _hub.Work(new Script(ThreeInARow)
        {
            Activity = activity =>
            {
                if (activity.TaskId < 1) return activity.Input;
                reached.TrySetResult();
                return null;
            },
        });
        var id = await _hub.StartAsync("steps");
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(10));

        await _hub.CrashAsync();
        var second = _hub.Work(new Script(ThreeInARow));

        Assert.Equal("012", (await _hub.EndAsync(id)).Output);
        Assert.Equal(["step0"], first.Ran);
        Assert.Equal(["step1", "step2"], second.Ran);
    }

    [Fact]
    public async Task Timer_OutlivesACrash()
    {
        var fireAt = DateTimeOffset.UtcNow.AddMilliseconds(100);
        IEnumerable<WorkflowAction> Turn(Seen seen) => seen.All.Any(happened => happened.TimerFired is not null)
            ? [Act.Complete(1, "woken")]
            : seen.All.Any(happened => happened.TimerCreated is not null) ? [] : [Act.Timer(0, fireAt)];
        _hub.Work(new Script(Turn));
        var id = await _hub.StartAsync("sleeper");
        await _hub.WaitAsync(id, status => status == OrchestrationStatus.Running);

        await _hub.CrashAsync();
        _hub.Work(new Script(Turn));

        Assert.Equal("woken", (await _hub.EndAsync(id)).Output);
    }

    [Fact]
    public async Task Suspension_OutlivesACrash()
    {
        var id = await _hub.StartAsync("any");
        await _hub.Client.SuspendAsync(HubFixture.App, id, null);

        await _hub.CrashAsync();

        Assert.Equal(OrchestrationStatus.Suspended, _hub.Client.Get(HubFixture.App, id)!.WorkflowStatus);
    }

    [Fact]
    public async Task Activity_AnsweredTwice_IsRecordedOnce()
    {
        var order = new TaskCompletionSource<ActivityRequest>();
        _hub.Work(new Script(seen => seen.Scheduled == 0 ? [Act.Schedule(0, "once")] : [])
        {
            Activity = activity =>
            {
                order.TrySetResult(activity);
                return null;
            },
        });
        var id = await _hub.StartAsync("one");
        await order.Task.WaitAsync(TimeSpan.FromSeconds(10));
        var answer = new ActivityResponse { InstanceId = id, TaskId = 0, Result = "r" };

        await Task.WhenAll(_hub.Block.CompleteActivityAsync(HubFixture.App, answer), _hub.Block.CompleteActivityAsync(HubFixture.App, answer));
        await _hub.CrashAsync();
        var shown = new TaskCompletionSource<Seen>();
        _hub.Work(new Script(seen =>
        {
            shown.TrySetResult(seen);
            return [];
        }));
        await _hub.Client.RaiseAsync(HubFixture.App, new RaiseEventRequest { InstanceId = id, Name = "look" });

        Assert.Equal(["r"], (await shown.Task.WaitAsync(TimeSpan.FromSeconds(10))).Results);
    }

    [Fact]
    public async Task Worker_GoneWithWork_LeavesItToTheNext()
    {
        var taken = new TaskCompletionSource();
        var first = _hub.Work(new Script(ThreeInARow)
        {
            Activity = _ =>
            {
                taken.TrySetResult();
                return null;
            },
        });
        var id = await _hub.StartAsync("steps");
        await taken.Task.WaitAsync(TimeSpan.FromSeconds(10));

        await first.DisposeAsync();
        var second = _hub.Work(new Script(ThreeInARow));

        Assert.Equal("012", (await _hub.EndAsync(id)).Output);
        Assert.Equal(3, second.Ran.Count);
    }
}
