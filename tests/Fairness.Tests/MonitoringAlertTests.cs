using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Operations;

namespace MlPlatform.Fairness.Tests;

public sealed class MonitoringAlertTests
{
    [Theory]
    [InlineData(1, 1, "V", "InAlert")]
    [InlineData(1, 1, "CV", "OK")]
    [InlineData(2, 3, "VCV", "InAlert")]
    [InlineData(2, 3, "VCCV", "OK")]
    [InlineData(2, 2, "VFV", "InAlert")]
    [InlineData(3, 3, "VV", "OK")]
    public void Rule_OverTheLatestRuns_CountsThoseThatTell(int datapoints, int period, string latestFirst, string status)
    {
        var runs = latestFirst.Select(run => run switch { 'V' => ExecutionStatus.CompletedWithViolations, 'C' => ExecutionStatus.Completed, _ => ExecutionStatus.Failed });

        Assert.Equal(status, new AlertRule { DatapointsToAlert = datapoints, EvaluationPeriod = period }.StatusOf(runs));
    }

    [Fact]
    public async Task Alert_OfRunsThatComeAndGo_ChangesOnceEachWay()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        foreach (var hour in Enumerable.Range(5, 5)) fairness.Capture(hour);
        var schedule = await fairness.ScheduleAsync();
        // Of five runs the second, third and fourth find violations; only what the fourth says changes twice of two.
        await UpdateAsync(fairness, datapoints: 2, period: 2);
        var run = new WorkflowRun(fairness, mostRuns: 5)
        {
            OnTimer = () => fairness.Operations.JobState = (JobStatus.Completed, fairness.Operations.Jobs.Count is 2 or 3 or 4 ? "CompletedWithViolations: 1" : "Completed", null),
        };
        await run.RunScheduleAsync(schedule);

        var history = (await HistoryAsync(fairness, new() { MonitoringScheduleName = "watch" })).MonitoringAlertHistory;
        Assert.Equal(["OK", "InAlert"], history.Select(change => change.AlertStatus));
        Assert.Equal([10, 8], history.Select(change => change.CreationTime.Hour));
        Assert.Equal("InAlert", Assert.Single((await HistoryAsync(fairness, new() { StatusEquals = "InAlert" })).MonitoringAlertHistory).AlertStatus);
        var alert = Assert.Single((await new ListMonitoringAlerts(fairness.Store).HandleAsync(new() { MonitoringScheduleName = "watch" }, FairnessFixture.Context, default)).MonitoringAlertSummaries);
        Assert.Equal(("watch", "OK", 2, 2), (alert.MonitoringAlertName, alert.AlertStatus, alert.DatapointsToAlert, alert.EvaluationPeriod));
    }

    [Fact]
    public async Task Alert_ThatIsAbsentOrCannotBe_IsRefused()
    {
        await using var fairness = new FairnessFixture();
        await fairness.DefineAsync();
        await fairness.ScheduleAsync();

        Assert.Equal(AwsErrorCode.Validation, (await Assert.ThrowsAsync<AwsException>(() => UpdateAsync(fairness, datapoints: 3, period: 2))).Code);
        Assert.Equal(AwsErrorCode.ResourceNotFound, (await Assert.ThrowsAsync<AwsException>(() => UpdateAsync(fairness, 1, 1, alert: "other"))).Code);
        Assert.Equal(AwsErrorCode.ResourceNotFound, (await Assert.ThrowsAsync<AwsException>(() => HistoryAsync(fairness, new() { MonitoringScheduleName = "other" }))).Code);
        Assert.Contains("'datapointsToAlert'", Assert.Throws<AwsException>(() => RequestValidator.Validate(new UpdateMonitoringAlertRequest
        {
            MonitoringScheduleName = "watch", MonitoringAlertName = "watch", DatapointsToAlert = 0, EvaluationPeriod = 1,
        })).Message);
    }

    private static Task<UpdateMonitoringAlertResponse> UpdateAsync(FairnessFixture fairness, int datapoints, int period, string alert = "watch") =>
        new UpdateMonitoringAlert(fairness.Store, fairness.Clock).HandleAsync(
            new() { MonitoringScheduleName = "watch", MonitoringAlertName = alert, DatapointsToAlert = datapoints, EvaluationPeriod = period }, FairnessFixture.Context, default);

    private static Task<ListMonitoringAlertHistoryResponse> HistoryAsync(FairnessFixture fairness, ListMonitoringAlertHistoryRequest request) =>
        new ListMonitoringAlertHistory(fairness.Store).HandleAsync(request, FairnessFixture.Context, default);
}
