using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Operations;

namespace MlPlatform.Fairness.Tests;

public sealed class ScheduleOperationTests
{
    [Fact]
    public async Task Definition_OnceCreated_IsDescribedListedAndDeleted()
    {
        await using var fairness = new FairnessFixture();
        var created = await fairness.DefineAsync();

        var described = await new DescribeDataQualityJobDefinition(fairness.Store).HandleAsync(new() { JobDefinitionName = "definition" }, FairnessFixture.Context, default);
        Assert.Equal("arn:aws:sagemaker:eu-west-1:123456789012:data-quality-job-definition/definition", created.JobDefinitionArn);
        Assert.Equal("credit", described.DataQualityJobInput.EndpointInput!.EndpointName);
        var listed = await new ListDataQualityJobDefinitions(fairness.Store).HandleAsync(new() { EndpointName = "credit" }, FairnessFixture.Context, default);
        Assert.Equal("definition", Assert.Single(listed.JobDefinitionSummaries).MonitoringJobDefinitionName);

        var delete = new DeleteDataQualityJobDefinition(fairness.Store);
        await delete.HandleAsync(new() { JobDefinitionName = "definition" }, FairnessFixture.Context, default);
        await ExpectAsync(AwsErrorCode.ResourceNotFound, () => delete.HandleAsync(new() { JobDefinitionName = "definition" }, FairnessFixture.Context, default));
    }

    [Fact]
    public async Task Definition_CreatedTwice_IsRefusedAsInUse()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();

        var fault = await ExpectAsync(AwsErrorCode.ResourceInUse, () => fairness.DefineAsync());
        Assert.Contains("already exists", fault.Message);
    }

    [Fact]
    public async Task Schedule_OnceCreated_RunsItsWorkflowAndIsDescribedAsAsked()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();

        var schedule = await fairness.ScheduleAsync();

        Assert.Equal([schedule.InstanceId], fairness.Workflows.Started);
        var described = await fairness.DescribeAsync();
        Assert.Equal(("Scheduled", "credit", "DataQuality"), (described.MonitoringScheduleStatus, described.EndpointName, described.MonitoringType));
        Assert.Equal("cron(0 * ? * * *)", described.MonitoringScheduleConfig.ScheduleConfig!.ScheduleExpression);
        Assert.Null(described.LastMonitoringExecutionSummary);
    }

    [Fact]
    public async Task Schedule_StoppedAndStarted_ChangesItsStatusAndGetsANewWorkflow()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        var first = await fairness.ScheduleAsync();

        await new StopMonitoringSchedule(fairness.Changes).HandleAsync(new() { MonitoringScheduleName = "watch" }, FairnessFixture.Context, default);
        Assert.Equal("Stopped", (await fairness.DescribeAsync()).MonitoringScheduleStatus);
        Assert.Equal([first.InstanceId], fairness.Workflows.Started);

        await new StartMonitoringSchedule(fairness.Changes).HandleAsync(new() { MonitoringScheduleName = "watch" }, FairnessFixture.Context, default);
        Assert.Equal("Scheduled", (await fairness.DescribeAsync()).MonitoringScheduleStatus);
        Assert.Equal(2, fairness.Workflows.Started.Distinct().Count());
    }

    [Fact]
    public async Task Schedule_Updated_RunsByTheNewExpression()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        await fairness.ScheduleAsync();

        await new UpdateMonitoringSchedule(fairness.Changes, fairness.Rules, fairness.Clock)
            .HandleAsync(new() { MonitoringScheduleName = "watch", MonitoringScheduleConfig = FairnessFixture.Config("cron(*/5 * ? * * *)") }, FairnessFixture.Context, default);

        Assert.Equal("cron(*/5 * ? * * *)", (await fairness.DescribeAsync()).MonitoringScheduleConfig.ScheduleConfig!.ScheduleExpression);
        Assert.Equal(2, fairness.Workflows.Started.Count);
    }

    [Fact]
    public async Task Schedule_Deleted_IsGoneWithItsExecutions()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        var schedule = await fairness.ScheduleAsync("NOW");
        await new WorkflowRun(fairness).RunScheduleAsync(schedule);
        Assert.NotEmpty(await fairness.ExecutionsAsync());

        await fairness.DeleteAsync();

        Assert.Empty(await fairness.ExecutionsAsync());
        await ExpectAsync(AwsErrorCode.ResourceNotFound, () => fairness.DescribeAsync());
        await ExpectAsync(AwsErrorCode.ResourceNotFound, () => fairness.DeleteAsync());
    }

    [Fact]
    public async Task Schedules_Listed_PassTheFilters()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        foreach (var name in new[] { "a-one", "b-two", "c-one" }) await fairness.ScheduleAsync(name: name);

        var request = new ListMonitoringSchedulesRequest { NameContains = "one", SortBy = "Name", SortOrder = "Ascending", EndpointName = "credit", StatusEquals = "Scheduled" };
        var listed = await new ListMonitoringSchedules(fairness.Store).HandleAsync(request, FairnessFixture.Context, default);

        Assert.Equal(["a-one", "c-one"], listed.MonitoringScheduleSummaries.Select(summary => summary.MonitoringScheduleName));
    }

    [Fact]
    public async Task Schedule_OfAConfigurationThatCannotRun_IsRefusedWithTheCause()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();

        Assert.Contains("hourly", (await ExpectAsync(AwsErrorCode.Validation, () => fairness.ScheduleAsync("hourly"))).Message);
        var now = fairness.Clock.Now;
        var absent = FairnessFixture.Config("NOW", definition: "other");
        Assert.Contains("other", (await ExpectAsync(AwsErrorCode.ResourceNotFound, () => fairness.Rules.CheckAsync(absent, now, default))).Message);
        var bias = FairnessFixture.Config("NOW") with { MonitoringType = "ModelBias" };
        Assert.Contains("The ModelBias job definition definition does not exist", (await ExpectAsync(AwsErrorCode.ResourceNotFound, () => fairness.Rules.CheckAsync(bias, now, default))).Message);
        var nothing = FairnessFixture.Config("NOW") with { MonitoringJobDefinitionName = null };
        await ExpectAsync(AwsErrorCode.Validation, () => fairness.Rules.CheckAsync(nothing, now, default));
    }

    private static async Task<AwsException> ExpectAsync(AwsErrorCode code, Func<Task> act)
    {
        var fault = await Assert.ThrowsAsync<AwsException>(act);
        Assert.Equal(code, fault.Code);
        return fault;
    }
}
