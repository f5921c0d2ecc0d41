using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Lets a schedule run again.</summary>
internal sealed class StartMonitoringSchedule(ScheduleChanges changes) : IOperation<StartMonitoringScheduleRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(StartMonitoringScheduleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        await changes.ApplyAsync(request.MonitoringScheduleName, schedule => schedule with { Status = ScheduleStatus.Scheduled }, cancellationToken);
        return EmptyResponse.Value;
    }
}
