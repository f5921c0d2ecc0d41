using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Errors;

namespace MlPlatform.Dapr.Runtime.Tests.Workflow;

public sealed class WorkflowLifeTests : IAsyncLifetime
{
    private readonly HubFixture _hub = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Activities_FannedOut_AreEachRecordedOnce()
    {
        const int Count = 50;
        var worker = _hub.Work(new Script(seen => seen switch
        {
            { Scheduled: 0 } => Enumerable.Range(0, Count).Select(id => Act.Schedule(id, "echo", $"{id}")),
            { Results.Count: Count } => [Act.Complete(Count, $"{seen.Results.Select(int.Parse).Sum()}")],
            _ => [],
        }));

        var ended = await _hub.EndAsync(await _hub.StartAsync("fan"));

        Assert.Equal(OrchestrationStatus.Completed, ended.WorkflowStatus);
        Assert.Equal($"{Count * (Count - 1) / 2}", ended.Output);
        Assert.Equal(Count, worker.Ran.Count);
    }

    [Fact]
    public async Task Timer_WhenDue_WakesTheWorkflow()
    {
        var fireAt = DateTimeOffset.UtcNow.AddMilliseconds(30);
        _hub.Work(new Script(seen => seen.All.Any(happened => happened.TimerFired is { TimerId: 0 })
            ? [Act.Complete(1, "woken")]
            : seen.All.Any(happened => happened.TimerCreated is not null) ? [] : [Act.Timer(0, fireAt)]));

        Assert.Equal("woken", (await _hub.EndAsync(await _hub.StartAsync("sleeper"))).Output);
    }

    [Fact]
    public async Task Event_RaisedBeforeAnyWorkerIsThere_IsNotLost()
    {
        var id = await _hub.StartAsync("listener");
        await _hub.Client.RaiseAsync(HubFixture.App, new RaiseEventRequest { InstanceId = id, Name = "Go", Input = "now" });

        _hub.Work(new Script(seen => seen.All.Select(happened => happened.EventRaised).OfType<EventRaisedEvent>().FirstOrDefault() is { } raised
            ? [Act.Complete(0, raised.Input)]
            : []));

        Assert.Equal("now", (await _hub.EndAsync(id)).Output);
    }

    [Theory]
    [InlineData(OrchestrationStatus.Completed)]
    [InlineData(OrchestrationStatus.Failed)]
    public async Task Child_WhenItEnds_AnswersItsParent(OrchestrationStatus childStatus)
    {
        _hub.Work(new Script(seen => seen.Name == "child"
            ? [Act.Complete(0, seen.Input + "!", childStatus)]
            : ParentTurn(seen)));

        var ended = await _hub.EndAsync(await _hub.StartAsync("parent", id: "p"));

        Assert.Equal(childStatus == OrchestrationStatus.Completed ? "child said hi!" : "child failed", ended.Output);
        Assert.Equal("p", _hub.Client.Get(HubFixture.App, "p:0000")?.ParentInstanceId);
    }

    [Fact]
    public async Task ContinueAsNew_ForgetsHistoryAndKeepsTheInstance()
    {
        var longest = 0;
        _hub.Work(new Script(seen =>
        {
            longest = Math.Max(longest, seen.All.Count);
            var count = int.Parse(seen.Input!);
            return count == 5 ? [Act.Complete(0, "five")] : [Act.Complete(0, $"{count + 1}", OrchestrationStatus.ContinuedAsNew)];
        }));

        var ended = await _hub.EndAsync(await _hub.StartAsync("counter", "0"));

        Assert.Equal("five", ended.Output);
        Assert.Equal("5", ended.Input);
        Assert.Equal(2, longest);
    }

    [Fact]
    public async Task Suspended_HearsNothingUntilResumed()
    {
        var turns = 0;
        _hub.Work(new Script(seen =>
        {
            Interlocked.Increment(ref turns);
            return seen.All.Any(happened => happened.EventRaised is not null) ? [Act.Complete(0, "heard")] : [];
        }));
        var id = await _hub.StartAsync("listener");
        await _hub.WaitAsync(id, status => status == OrchestrationStatus.Running);
        await _hub.Client.SuspendAsync(HubFixture.App, id, "pause");
        var before = turns;

        await _hub.Client.RaiseAsync(HubFixture.App, new RaiseEventRequest { InstanceId = id, Name = "go" });
        Assert.Equal(OrchestrationStatus.Suspended, _hub.Client.Get(HubFixture.App, id)!.WorkflowStatus);
        Assert.Equal(before, turns);
        await _hub.Client.ResumeAsync(HubFixture.App, id, "go on");

        Assert.Equal("heard", (await _hub.EndAsync(id)).Output);
    }

    [Fact]
    public async Task Terminate_Recursive_EndsChildrenToo()
    {
        _hub.Work(new Script(seen => seen.Name == "parent" && seen.All.Count == 2 ? [Act.Child(0, "child", instanceId: "c")] : []));
        await _hub.StartAsync("parent", id: "p");
        await PollAsync(() => _hub.Client.Get(HubFixture.App, "c")?.WorkflowStatus == OrchestrationStatus.Running);

        await _hub.Client.TerminateAsync(HubFixture.App, new TerminateRequest { InstanceId = "p", Output = "\"enough\"", Recursive = true });

        Assert.Equal(OrchestrationStatus.Terminated, (await _hub.EndAsync("p")).WorkflowStatus);
        Assert.Equal(OrchestrationStatus.Terminated, (await _hub.EndAsync("c")).WorkflowStatus);
        Assert.Equal("\"enough\"", _hub.Client.Get(HubFixture.App, "p")!.Output);
    }

    [Fact]
    public async Task Start_OfARunningId_IsRefusedAndOfAnEndedOneAccepted()
    {
        await _hub.StartAsync("any", id: "same");

        var refused = await Assert.ThrowsAsync<RuntimeErrorException>(() => _hub.StartAsync("any", id: "same"));
        Assert.Equal(RuntimeErrors.InstanceExists, refused.Error);

        await _hub.Client.TerminateAsync(HubFixture.App, new TerminateRequest { InstanceId = "same" });
        Assert.Equal("same", await _hub.StartAsync("any", id: "same"));
        Assert.Equal(OrchestrationStatus.Pending, _hub.Client.Get(HubFixture.App, "same")!.WorkflowStatus);
    }

    [Fact]
    public async Task Purge_OfAnEndedWorkflow_LeavesNothing()
    {
        await _hub.StartAsync("any", id: "gone");
        await Assert.ThrowsAsync<RuntimeErrorException>(() => _hub.Client.PurgeAsync(HubFixture.App, "gone", recursive: true, force: false));
        await _hub.Client.TerminateAsync(HubFixture.App, new TerminateRequest { InstanceId = "gone" });

        Assert.Equal(1, await _hub.Client.PurgeAsync(HubFixture.App, "gone", recursive: true, force: false));
        Assert.Null(_hub.Client.Get(HubFixture.App, "gone"));
    }

    [Fact]
    public async Task Purge_ByFilter_TakesTheEndedOnly()
    {
        await _hub.StartAsync("any", id: "ended");
        await _hub.StartAsync("any", id: "running");
        await _hub.Client.TerminateAsync(HubFixture.App, new TerminateRequest { InstanceId = "ended" });

        Assert.Equal(1, await _hub.Client.PurgeAsync(HubFixture.App, new PurgeInstanceFilter(), recursive: false));
        Assert.Equal(["running"], _hub.Client.List(HubFixture.App, null, 10).Ids);
    }

    [Fact]
    public async Task Activity_OfAnotherApp_RunsThereAndAnswersHere()
    {
        var there = _hub.Work(new Script(_ => []) { Activity = _ => "from there" }, "other");
        var here = _hub.Work(new Script(seen => seen switch
        {
            { Scheduled: 0 } => [Act.Schedule(0, "far", app: "other")],
            { Results: [var result] } => [Act.Complete(1, result)],
            _ => [],
        }));

        Assert.Equal("from there", (await _hub.EndAsync(await _hub.StartAsync("caller"))).Output);
        Assert.Equal(["far"], there.Ran);
        Assert.Empty(here.Ran);
    }

    [Fact]
    public async Task Rerun_FromAnActivity_DoesNotRepeatWhatCameBefore()
    {
        var worker = _hub.Work(new Script(seen => seen.Results.Count switch
        {
            0 when seen.Scheduled == 0 => [Act.Schedule(0, "first", "a")],
            1 when seen.Scheduled == 1 => [Act.Schedule(1, "second", "b")],
            2 => [Act.Complete(2, string.Concat(seen.Results))],
            _ => [],
        }));
        var id = await _hub.StartAsync("two");
        await _hub.EndAsync(id);

        var again = await _hub.Client.RerunAsync(HubFixture.App, new RerunWorkflowFromEventRequest
        {
            SourceInstanceID = id, EventID = 1, OverwriteInput = true, Input = "c",
        });

        Assert.Equal("ac", (await _hub.EndAsync(again)).Output);
        Assert.Equal(["first", "second", "second"], worker.Ran);
    }

    private static IEnumerable<WorkflowAction> ParentTurn(Seen seen)
    {
        if (seen.All.FirstOrDefault(happened => happened.ChildWorkflowInstanceCompleted is not null) is { } completed)
        {
            return [Act.Complete(1, "child said " + completed.ChildWorkflowInstanceCompleted.Result)];
        }

        if (seen.All.Any(happened => happened.ChildWorkflowInstanceFailed is not null)) return [Act.Complete(1, "child failed")];
        return seen.All.Any(happened => happened.ChildWorkflowInstanceCreated is not null) ? [] : [Act.Child(0, "child", "hi")];
    }

    private static async Task PollAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition()) await Task.Delay(5, deadline.Token);
    }
}
