using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Lets a schedule rest; a run that has begun is finished.</summary>
internal sealed class StopMonitoringSchedule(ScheduleChanges changes) : IOperation<StopMonitoringScheduleRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(StopMonitoringScheduleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        await changes.ApplyAsync(request.MonitoringScheduleName, schedule => schedule with { Status = ScheduleStatus.Stopped }, cancellationToken);
        return EmptyResponse.Value;
    }
}
