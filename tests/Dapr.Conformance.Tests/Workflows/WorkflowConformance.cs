using MlPlatform.Dapr.Conformance.Tests.Hosting;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Conformance.Tests.Workflows;

/// <summary>What workflows promise, managed over any transport and run by this project's worker.</summary>
public abstract class WorkflowConformance(IWorkflowDriver workflows)
{
    private readonly string _id = $"run-{Guid.NewGuid():N}";

    [Fact]
    public async Task Activities_FannedOut_ResultsAreGathered()
    {
        await workflows.StartAsync("SumOfSquares", _id, new[] { 1, 2, 3, 4 });

        Assert.Equal("30", (await EndAsync()).Output);
    }

    [Fact]
    public async Task Activities_FiftyInSequence_AllRun()
    {
        await workflows.StartAsync("Sequence", _id, 50);

        Assert.Equal("50", (await EndAsync()).Output);
    }

    [Fact]
    public async Task Start_WithoutAnId_OneIsMade()
        => Assert.NotEmpty(await workflows.StartAsync("SumOfSquares", null, Array.Empty<int>()));

    [Fact]
    public async Task Event_Raised_WorkflowGoesOn()
    {
        await workflows.StartAsync("Approval", _id, "paper");
        await Eventually.TrueAsync(async () => (await workflows.GetAsync(_id)).CustomStatus == "\"waiting\"");

        await workflows.RaiseEventAsync(_id, "answer", "yes");

        var ended = await EndAsync();
        Assert.Equal(("\"paper: yes\"", "\"answered\""), (ended.Output, ended.CustomStatus));
    }

    [Fact]
    public async Task Timer_OfASecond_Fires()
    {
        await workflows.StartAsync("Sleeper", _id, 1.0);

        Assert.True(double.Parse((await EndAsync()).Output!, System.Globalization.CultureInfo.InvariantCulture) >= 1);
    }

    [Fact]
    public async Task ChildWorkflows_OneSucceedsOneFails_ParentSeesBoth()
    {
        await workflows.StartAsync("Parent", _id, new[] { 3, 4 });

        Assert.StartsWith("\"25 then ", (await EndAsync()).Output, StringComparison.Ordinal);
        Assert.Equal("COMPLETED", (await workflows.GetAsync(_id + "-child")).Status);
    }

    [Fact]
    public async Task ContinueAsNew_FiveTimes_LastRunGivesTheOutput()
    {
        await workflows.StartAsync("CountDown", _id, 5);

        Assert.Equal("\"lift-off\"", (await EndAsync()).Output);
    }

    [Fact]
    public async Task Activity_FailsTwiceWithRetry_ThirdAttemptCounts()
    {
        await workflows.StartAsync("Persistent", _id, _id);

        Assert.Equal("3", (await EndAsync()).Output);
    }

    [Fact]
    public async Task Activity_FailsForGood_WorkflowFailsWithTheReason()
    {
        await workflows.StartAsync("Failing", _id, null);

        var ended = await EndAsync();
        Assert.Equal("FAILED", ended.Status);
        Assert.Contains("out of paper", ended.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflow_NotRegistered_FailsWithTheReason()
    {
        await workflows.StartAsync("Missing", _id, null);

        Assert.Contains("No workflow 'Missing'", (await EndAsync()).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspended_EventsWait_ResumeLetsThemThrough()
    {
        await workflows.StartAsync("Approval", _id, "paper");
        await Eventually.TrueAsync(async () => (await workflows.GetAsync(_id)).CustomStatus == "\"waiting\"");
        await workflows.SuspendAsync(_id);
        await Eventually.TrueAsync(async () => (await workflows.GetAsync(_id)).Status == "SUSPENDED");
        await workflows.RaiseEventAsync(_id, "answer", "yes");
        Assert.Equal("SUSPENDED", (await workflows.GetAsync(_id)).Status);

        await workflows.ResumeAsync(_id);

        Assert.Equal("\"paper: yes\"", (await EndAsync()).Output);
    }

    [Fact]
    public async Task Terminated_WorkflowEnds()
    {
        await workflows.StartAsync("Approval", _id, "paper");
        await Eventually.TrueAsync(async () => (await workflows.GetAsync(_id)).CustomStatus == "\"waiting\"");

        await workflows.TerminateAsync(_id);

        Assert.Equal("TERMINATED", (await EndAsync()).Status);
    }

    [Fact]
    public async Task Purged_WorkflowIsForgotten()
    {
        await workflows.StartAsync("SumOfSquares", _id, new[] { 1 });
        await EndAsync();

        await workflows.PurgeAsync(_id);

        Assert.False((await workflows.GetAsync(_id)).Exists);
    }

    [Fact]
    public async Task Instance_Unknown_DoesNotExist() => Assert.False((await workflows.GetAsync(_id)).Exists);

    private async Task<WorkflowSnapshot> EndAsync()
    {
        var last = new WorkflowSnapshot(false, "UNKNOWN");
        await Eventually.TrueAsync(async () => (last = await workflows.GetAsync(_id)).Ended);
        return last;
    }
}

[Collection(DaprCollection.Name)]
public sealed class HttpWorkflowTests(DaprFixture dapr) : WorkflowConformance(new HttpWorkflowDriver(dapr.Http));

[Collection(DaprCollection.Name)]
public sealed class GrpcWorkflowTests(DaprFixture dapr) : WorkflowConformance(new GrpcWorkflowDriver(dapr.App.Workflows))
{
    [Fact]
    public async Task WaitForCompletion_WhileItRuns_AnswersAtTheEnd()
    {
        var id = await dapr.App.Workflows.ScheduleNewWorkflowAsync("Sleeper", input: 0.5);

        var state = await dapr.App.Workflows.WaitForWorkflowCompletionAsync(id).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(WorkflowRuntimeStatus.Completed, state.RuntimeStatus);
        Assert.Equal(0.5, state.ReadInputAs<double>());
    }

    [Fact]
    public async Task Start_InTheFuture_IsPendingUntilThen()
    {
        var id = await dapr.App.Workflows.ScheduleNewWorkflowAsync("SumOfSquares", null, new[] { 2 }, DateTimeOffset.UtcNow.AddSeconds(1.5));

        Assert.Equal(WorkflowRuntimeStatus.Pending, (await dapr.App.Workflows.GetWorkflowStateAsync(id)).RuntimeStatus);
        var ended = await dapr.App.Workflows.WaitForWorkflowCompletionAsync(id).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(4, ended.ReadOutputAs<int>());
    }
}
