using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Lists the runs that changed the alert of their schedule, the latest first unless asked otherwise.</summary>
internal sealed class ListMonitoringAlertHistory(FairnessStore store) : IOperation<ListMonitoringAlertHistoryRequest, ListMonitoringAlertHistoryResponse>
{
    public async Task<ListMonitoringAlertHistoryResponse> HandleAsync(
        ListMonitoringAlertHistoryRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.MonitoringScheduleName is { } name && await store.Schedules.FindAsync(name, cancellationToken) is null) throw NotFound.Schedule(name);
        // An alert is set by runs that found violations and cleared by runs that found none, so the order of their statuses is that of the alert's.
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy,
            SortOrder = request.SortOrder,
        };
        var (changes, next) = await listing.PageAsync(store.Executions, MonitoringExecution.Listed, execution => Passes(execution, request), cancellationToken);
        return new ListMonitoringAlertHistoryResponse([.. changes.Select(Summary)], next);
    }

    private static bool Passes(MonitoringExecution execution, ListMonitoringAlertHistoryRequest request) =>
        execution.ChangesAlert
        && (request.MonitoringScheduleName is null || execution.ScheduleName == request.MonitoringScheduleName)
        && (request.MonitoringAlertName is null || execution.ScheduleName == request.MonitoringAlertName)
        && (request.StatusEquals is null || execution.AlertStatus == request.StatusEquals)
        && (request.CreationTimeAfter is null || execution.LastModifiedTime > request.CreationTimeAfter)
        && (request.CreationTimeBefore is null || execution.LastModifiedTime < request.CreationTimeBefore);

    private static MonitoringAlertHistorySummary Summary(MonitoringExecution execution) => new()
    {
        MonitoringScheduleName = execution.ScheduleName,
        MonitoringAlertName = execution.ScheduleName,
        CreationTime = execution.LastModifiedTime,
        AlertStatus = execution.AlertStatus!,
    };
}
