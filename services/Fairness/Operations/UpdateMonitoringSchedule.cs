using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Replaces a schedule's configuration; a new generation runs by it at once, unless the schedule is stopped.</summary>
internal sealed class UpdateMonitoringSchedule(ScheduleChanges changes, ScheduleRules rules, TimeProvider time)
    : IOperation<UpdateMonitoringScheduleRequest, UpdateMonitoringScheduleResponse>
{
    public async Task<UpdateMonitoringScheduleResponse> HandleAsync(
        UpdateMonitoringScheduleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var config = request.MonitoringScheduleConfig;
        var endpoint = await rules.CheckAsync(config, time.GetUtcNow(), cancellationToken);
        var schedule = await changes.ApplyAsync(
            request.MonitoringScheduleName, schedule => schedule with { Config = config, EndpointName = endpoint }, cancellationToken);
        return new UpdateMonitoringScheduleResponse(schedule.Arn);
    }
}
