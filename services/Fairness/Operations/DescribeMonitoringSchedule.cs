using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Shows a schedule and its latest execution.</summary>
internal sealed class DescribeMonitoringSchedule(FairnessStore store) : IOperation<DescribeMonitoringScheduleRequest, DescribeMonitoringScheduleResponse>
{
    public async Task<DescribeMonitoringScheduleResponse> HandleAsync(
        DescribeMonitoringScheduleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var schedule = (await store.Schedules.FindAsync(request.MonitoringScheduleName, cancellationToken))?.Value
            ?? throw NotFound.Schedule(request.MonitoringScheduleName);
        var latest = await store.LatestExecutionsAsync(schedule.Name, limit: 1, cancellationToken);
        return new DescribeMonitoringScheduleResponse
        {
            MonitoringScheduleArn = schedule.Arn,
            MonitoringScheduleName = schedule.Name,
            MonitoringScheduleStatus = schedule.Status,
            MonitoringType = schedule.Type,
            CreationTime = schedule.CreationTime,
            LastModifiedTime = schedule.LastModifiedTime,
            MonitoringScheduleConfig = schedule.Config,
            EndpointName = schedule.EndpointName,
            LastMonitoringExecutionSummary = latest.FirstOrDefault()?.Summary(),
        };
    }
}
