using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Lists schedules.</summary>
internal sealed class ListMonitoringSchedules(FairnessStore store) : IOperation<ListMonitoringSchedulesRequest, ListMonitoringSchedulesResponse>
{
    public async Task<ListMonitoringSchedulesResponse> HandleAsync(
        ListMonitoringSchedulesRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy,
            SortOrder = request.SortOrder,
            NameContains = request.NameContains,
            StatusEquals = request.StatusEquals,
            CreationTimeAfter = request.CreationTimeAfter,
            CreationTimeBefore = request.CreationTimeBefore,
            LastModifiedTimeAfter = request.LastModifiedTimeAfter,
            LastModifiedTimeBefore = request.LastModifiedTimeBefore,
        };
        var (schedules, next) = await listing.PageAsync(store.Schedules, MonitoringSchedule.Listed, schedule => Passes(schedule, request), cancellationToken);
        return new ListMonitoringSchedulesResponse([.. schedules.Select(Summary)], next);
    }

    private static bool Passes(MonitoringSchedule schedule, ListMonitoringSchedulesRequest request) =>
        (request.EndpointName is null || schedule.EndpointName == request.EndpointName)
        && (request.MonitoringJobDefinitionName is null || schedule.Config.MonitoringJobDefinitionName == request.MonitoringJobDefinitionName)
        && (request.MonitoringTypeEquals is null || schedule.Type == request.MonitoringTypeEquals);

    private static MonitoringScheduleSummary Summary(MonitoringSchedule schedule) => new()
    {
        MonitoringScheduleName = schedule.Name,
        MonitoringScheduleArn = schedule.Arn,
        CreationTime = schedule.CreationTime,
        LastModifiedTime = schedule.LastModifiedTime,
        MonitoringScheduleStatus = schedule.Status,
        EndpointName = schedule.EndpointName,
        MonitoringJobDefinitionName = schedule.Config.MonitoringJobDefinitionName,
        MonitoringType = schedule.Type,
    };
}
