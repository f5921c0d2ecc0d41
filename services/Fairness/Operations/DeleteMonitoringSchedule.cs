using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Workflows;

namespace MlPlatform.Fairness.Operations;

/// <summary>Deletes a schedule and the record of its executions.</summary>
internal sealed class DeleteMonitoringSchedule(FairnessStore store, ScheduleStarter starter) : IOperation<DeleteMonitoringScheduleRequest, EmptyResponse>
{
    private const int PageLength = 100;

    public async Task<EmptyResponse> HandleAsync(DeleteMonitoringScheduleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var name = request.MonitoringScheduleName;
        var schedule = (await store.Schedules.FindAsync(name, cancellationToken))?.Value ?? throw NotFound.Schedule(name);
        // Executions first: after a crash between the two the schedule is still there to be deleted again.
        while (await store.LatestExecutionsAsync(name, PageLength, cancellationToken) is { Count: > 0 } executions)
        {
            foreach (var execution in executions) await store.Executions.DeleteAsync(execution.Id, cancellationToken);
        }

        await store.Schedules.DeleteAsync(name, cancellationToken);
        await starter.WakeAsync(schedule, cancellationToken);
        return EmptyResponse.Value;
    }
}
