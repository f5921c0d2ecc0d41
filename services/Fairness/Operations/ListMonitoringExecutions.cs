using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Lists executions of all schedules, the latest first unless asked otherwise.</summary>
internal sealed class ListMonitoringExecutions(FairnessStore store) : IOperation<ListMonitoringExecutionsRequest, ListMonitoringExecutionsResponse>
{
    public async Task<ListMonitoringExecutionsResponse> HandleAsync(
        ListMonitoringExecutionsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        // Executions are indexed by the time they were scheduled for, which orders them as their creation does; see MonitoringExecution.Listed.
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy == "Status" ? "Status" : "CreationTime",
            SortOrder = request.SortOrder,
            StatusEquals = request.StatusEquals,
            CreationTimeAfter = request.ScheduledTimeAfter,
            CreationTimeBefore = request.ScheduledTimeBefore,
            LastModifiedTimeAfter = request.LastModifiedTimeAfter,
            LastModifiedTimeBefore = request.LastModifiedTimeBefore,
        };
        var (executions, next) = await listing.PageAsync(
            store.Executions, MonitoringExecution.Listed, execution => Passes(execution, request), cancellationToken);
        return new ListMonitoringExecutionsResponse([.. executions.Select(execution => execution.Summary())], next);
    }

    private static bool Passes(MonitoringExecution execution, ListMonitoringExecutionsRequest request) =>
        (request.MonitoringScheduleName is null || execution.ScheduleName == request.MonitoringScheduleName)
        && (request.EndpointName is null || execution.EndpointName == request.EndpointName)
        && (request.MonitoringJobDefinitionName is null || execution.JobDefinitionName == request.MonitoringJobDefinitionName)
        && (request.MonitoringTypeEquals is null || execution.Type == request.MonitoringTypeEquals)
        && (request.CreationTimeAfter is null || execution.CreationTime > request.CreationTimeAfter)
        && (request.CreationTimeBefore is null || execution.CreationTime < request.CreationTimeBefore);
}
