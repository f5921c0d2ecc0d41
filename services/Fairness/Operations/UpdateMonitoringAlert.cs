using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Changes the rule of a schedule's alert; runs that ended before keep what they said.</summary>
internal sealed class UpdateMonitoringAlert(FairnessStore store, TimeProvider time) : IOperation<UpdateMonitoringAlertRequest, UpdateMonitoringAlertResponse>
{
    public async Task<UpdateMonitoringAlertResponse> HandleAsync(UpdateMonitoringAlertRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.DatapointsToAlert > request.EvaluationPeriod)
        {
            throw AwsException.Validation($"DatapointsToAlert {request.DatapointsToAlert} must not be more than EvaluationPeriod {request.EvaluationPeriod}.");
        }

        var rule = new AlertRule
        {
            DatapointsToAlert = request.DatapointsToAlert!.Value, EvaluationPeriod = request.EvaluationPeriod!.Value, LastModifiedTime = time.GetUtcNow(),
        };
        var schedule = await store.Schedules.UpdateAsync(
            request.MonitoringScheduleName,
            current => new DocumentChange<MonitoringSchedule>(current.AlertName == request.MonitoringAlertName ? current with { Alert = rule } : null),
            cancellationToken) ?? throw NotFound.Schedule(request.MonitoringScheduleName);
        return schedule.AlertName == request.MonitoringAlertName
            ? new UpdateMonitoringAlertResponse(schedule.Arn, schedule.AlertName)
            : throw NotFound.Alert(request.MonitoringAlertName);
    }
}
