using System.Text.Json.Nodes;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Tests;

/// <summary>Runs of schedules, every activity twice as after a crash: what happens once must happen once.</summary>
public sealed class MonitoringExecutionTests
{
    [Fact]
    public async Task Run_ThatFindsViolations_RecordsThemAndRaisesOneAlert()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        fairness.Capture(hour: 4);
        var schedule = await fairness.ScheduleAsync("NOW");

        await new WorkflowRun(fairness) { OnTimer = () => fairness.Violate("age", "income") }.RunScheduleAsync(schedule);

        var execution = Assert.Single(await fairness.ExecutionsAsync());
        Assert.Equal(("CompletedWithViolations", null), (execution.MonitoringExecutionStatus, execution.FailureReason));
        Assert.Equal(Assert.Single(fairness.Operations.Jobs).ProcessingJobName, Arn.Name(execution.ProcessingJobArn!));
        var alert = JsonNode.Parse(await fairness.MessageAsync(Topics.MonitoringAlert))!["detail"]!;
        Assert.Equal("credit", alert["EndpointName"]!.ToString());
        Assert.Equal(["age", "income"], alert["Violations"]!.AsArray().Select(violation => violation!["feature_name"]!.ToString()));
        Assert.Equal("CompletedWithViolations", (await fairness.DescribeAsync()).LastMonitoringExecutionSummary!.MonitoringExecutionStatus);
    }

    [Fact]
    public async Task Run_ThatFindsNothing_CompletesWithoutAnAlert()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        fairness.Capture(hour: 4);

        await new WorkflowRun(fairness) { OnTimer = () => fairness.Violate() }.RunScheduleAsync(await fairness.ScheduleAsync("NOW"));

        Assert.Equal("Completed", Assert.Single(await fairness.ExecutionsAsync()).MonitoringExecutionStatus);
        Assert.Equal([Topics.MonitoringExecutionChanged, Topics.MonitoringExecutionChanged], await fairness.TopicsAsync());
    }

    [Fact]
    public async Task Run_OfAScheduleForNow_HappensOnceAndStopsTheSchedule()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        fairness.Capture(hour: 4);

        Assert.Equal("ended", await new WorkflowRun(fairness).RunScheduleAsync(await fairness.ScheduleAsync("NOW")));

        Assert.Single(fairness.Operations.Jobs);
        Assert.Equal("Stopped", (await fairness.DescribeAsync()).MonitoringScheduleStatus);
    }

    [Fact]
    public async Task Job_OfARun_IsTheOneThatModelMonitorsContainerExpects()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        fairness.Capture(hour: 5, "blue");
        fairness.Capture(hour: 5, "green");

        await new WorkflowRun(fairness, mostRuns: 1).RunScheduleAsync(await fairness.ScheduleAsync());

        var job = Assert.Single(fairness.Operations.Jobs);
        Assert.Matches("^model-monitoring-202611220600-[0-9a-f]{16}$", job.ProcessingJobName);
        Assert.Equal(
            [
                ("s3://capture/data/credit/blue/2026/11/22/05/", "/opt/ml/processing/input/endpoint/blue/2026/11/22/05"),
                ("s3://capture/data/credit/green/2026/11/22/05/", "/opt/ml/processing/input/endpoint/green/2026/11/22/05"),
                ("s3://bucket/baseline/statistics.json", "/opt/ml/processing/baseline/stats"),
                ("s3://bucket/baseline/constraints.json", "/opt/ml/processing/baseline/constraints"),
            ],
            job.ProcessingInputs!.Select(input => (input.S3Input!.S3Uri, input.S3Input.LocalPath!)));
        Assert.Equal("s3://bucket/reports/credit/watch/2026/11/22/06", job.ProcessingOutputConfig!.Outputs[0].S3Output!.S3Uri);
        var environment = job.Environment!;
        Assert.Equal("/opt/ml/processing/input/endpoint", environment["dataset_source"]);
        Assert.Equal("/opt/ml/processing/baseline/constraints/constraints.json", environment["baseline_constraints"]);
        Assert.Equal(("2026-11-22T05:00:00Z", "2026-11-22T06:00:00Z"), (environment["start_time"], environment["end_time"]));
        Assert.Equal("""{"sagemakerCaptureJson":{"captureIndexNames":["endpointInput","endpointOutput"]}}""", environment["dataset_format"]);
    }

    [Fact]
    public async Task Baseline_GivenByItsJob_IsFoundInTheJobsOutput()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        fairness.Capture(hour: 4);
        await new WorkflowRun(fairness).RunScheduleAsync(await fairness.ScheduleAsync("NOW"));
        var written = fairness.Operations.Jobs[0];
        await fairness.DefineAsync(FairnessFixture.Definition("by-job", written.ProcessingJobName));

        await fairness.DeleteAsync();
        var config = FairnessFixture.Config("NOW", "by-job");
        await fairness.Store.Schedules.TryCreateAsync(await ScheduleOf(fairness, config), default);
        await new WorkflowRun(fairness).RunScheduleAsync((await fairness.Store.Schedules.FindAsync("watch", default))!.Value);

        var folder = written.ProcessingOutputConfig!.Outputs[0].S3Output!.S3Uri;
        Assert.Contains(fairness.Operations.Jobs[1].ProcessingInputs!, input => input.S3Input!.S3Uri == $"{folder}/constraints.json");
    }

    [Fact]
    public async Task Runs_OfAnHourlySchedule_FollowTheHoursEachWithItsOwnJob()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        foreach (var hour in new[] { 5, 6, 7 }) fairness.Capture(hour);

        Assert.Equal("again", await new WorkflowRun(fairness, mostRuns: 3).RunScheduleAsync(await fairness.ScheduleAsync()));

        Assert.Equal([8, 7, 6], (await fairness.ExecutionsAsync()).Select(execution => execution.ScheduledTime.Hour));
        Assert.Equal(3, fairness.Operations.Jobs.Select(job => job.ProcessingJobName).Distinct().Count());
    }

    [Fact]
    public async Task Runs_MissedWhileThePlatformWasDown_AreMadeUpForByTheLatest()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        foreach (var hour in Enumerable.Range(5, 8)) fairness.Capture(hour);
        var slept = false;
        var run = new WorkflowRun(fairness, mostRuns: 2)
        {
            OnTimer = () =>
            {
                if (!slept && fairness.Clock.Now.Second == 1) (fairness.Clock.Now, slept) = (new(2026, 11, 22, 11, 30, 0, TimeSpan.Zero), true);
            },
        };

        await run.RunScheduleAsync(await fairness.ScheduleAsync());

        Assert.Equal([11, 6], (await fairness.ExecutionsAsync()).Select(execution => execution.ScheduledTime.Hour));
    }

    [Fact]
    public async Task Run_WithoutCapturedRequests_FailsWithTheCauseAndTheScheduleGoesOn()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();

        Assert.Equal("again", await new WorkflowRun(fairness, mostRuns: 1).RunScheduleAsync(await fairness.ScheduleAsync()));

        var execution = Assert.Single(await fairness.ExecutionsAsync());
        Assert.Equal("Failed", execution.MonitoringExecutionStatus);
        Assert.StartsWith("Job inputs had no data: nothing is captured under s3://capture/data/credit/", execution.FailureReason);
        Assert.Empty(fairness.Operations.Jobs);
    }

    [Fact]
    public async Task Run_OfAnEndpointThatCapturesNothing_FailsWithTheCause()
    {
        await using var fairness = new FairnessFixture();
        fairness.Operations.CaptureUri = null;
        await fairness.DefineAsync();

        await new WorkflowRun(fairness).RunScheduleAsync(await fairness.ScheduleAsync("NOW"));

        Assert.Equal("The endpoint credit does not capture its requests.", Assert.Single(await fairness.ExecutionsAsync()).FailureReason);
    }

    [Fact]
    public async Task Run_WhoseJobFails_FailsWithTheJobsReason()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        fairness.Capture(hour: 4);
        fairness.Operations.JobState = (JobStatus.Failed, null, "AlgorithmError: no data, exit code: 1");

        await new WorkflowRun(fairness).RunScheduleAsync(await fairness.ScheduleAsync("NOW"));

        var execution = Assert.Single(await fairness.ExecutionsAsync());
        Assert.Equal(("Failed", "AlgorithmError: no data, exit code: 1"), (execution.MonitoringExecutionStatus, execution.FailureReason));
    }

    [Fact]
    public async Task Run_WhoseJobTakesLong_LooksAgainAfterGrowingPauses()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        fairness.Capture(hour: 4);
        fairness.Operations.JobState = (JobStatus.InProgress, null, null);
        var looks = 0;
        var run = new WorkflowRun(fairness)
        {
            OnTimer = () => fairness.Operations.JobState = ++looks < 7 ? fairness.Operations.JobState : (JobStatus.Completed, null, null),
        };

        await run.RunScheduleAsync(await fairness.ScheduleAsync("NOW"));

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], run.Timers.Zip(run.Timers.Prepend(run.Timers[0].AddSeconds(-1)), (time, before) => (int)(time - before).TotalSeconds));
        Assert.Equal("Completed", Assert.Single(await fairness.ExecutionsAsync()).MonitoringExecutionStatus);
    }

    private static async Task<MonitoringSchedule> ScheduleOf(FairnessFixture fairness, Contracts.SageMaker.Monitoring.MonitoringScheduleConfig config) => new()
    {
        Name = "watch",
        Arn = "arn:aws:sagemaker:eu-west-1:123456789012:monitoring-schedule/watch",
        Status = ScheduleStatus.Scheduled,
        Config = config,
        EndpointName = await fairness.Rules.CheckAsync(config, fairness.Clock.Now, default),
        CreationTime = fairness.Clock.Now,
        LastModifiedTime = fairness.Clock.Now,
    };
}
