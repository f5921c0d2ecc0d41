using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Shows the alert of a schedule, the only one that it has.</summary>
internal sealed class ListMonitoringAlerts(FairnessStore store) : IOperation<ListMonitoringAlertsRequest, ListMonitoringAlertsResponse>
{
    private const int MostLookedAt = 100;

    public async Task<ListMonitoringAlertsResponse> HandleAsync(ListMonitoringAlertsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var schedule = (await store.Schedules.FindAsync(request.MonitoringScheduleName, cancellationToken))?.Value
            ?? throw NotFound.Schedule(request.MonitoringScheduleName);
        var latest = await store.LatestExecutionsAsync(schedule.Name, MostLookedAt, cancellationToken);
        var summary = new MonitoringAlertSummary
        {
            MonitoringAlertName = schedule.AlertName,
            CreationTime = schedule.CreationTime,
            LastModifiedTime = schedule.Alert.LastModifiedTime ?? schedule.CreationTime,
            AlertStatus = latest.FirstOrDefault(execution => execution.AlertStatus is not null)?.AlertStatus ?? AlertStatus.Ok,
            DatapointsToAlert = schedule.Alert.DatapointsToAlert,
            EvaluationPeriod = schedule.Alert.EvaluationPeriod,
            Actions = new MonitoringAlertActions { ModelDashboardIndicator = new ModelDashboardIndicatorAction { Enabled = true } },
        };
        return new ListMonitoringAlertsResponse([summary], null);
    }
}
