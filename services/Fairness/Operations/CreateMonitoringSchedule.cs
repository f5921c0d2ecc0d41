using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Platform;
using MlPlatform.Fairness.Workflows;

namespace MlPlatform.Fairness.Operations;

/// <summary>Stores a schedule and starts its workflow.</summary>
internal sealed class CreateMonitoringSchedule(FairnessStore store, ScheduleRules rules, ScheduleStarter starter, ResourceTags tags, TimeProvider time)
    : IOperation<CreateMonitoringScheduleRequest, CreateMonitoringScheduleResponse>
{
    public async Task<CreateMonitoringScheduleResponse> HandleAsync(
        CreateMonitoringScheduleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var schedule = new MonitoringSchedule
        {
            Name = request.MonitoringScheduleName,
            Arn = Arn.SageMaker(context.Region, context.AccountId, "monitoring-schedule", request.MonitoringScheduleName),
            Status = ScheduleStatus.Scheduled,
            Config = request.MonitoringScheduleConfig,
            EndpointName = await rules.CheckAsync(request.MonitoringScheduleConfig, now, cancellationToken),
            CreationTime = now,
            LastModifiedTime = now,
        };
        if (!await store.Schedules.TryCreateAsync(schedule, cancellationToken))
        {
            throw new AwsException(AwsErrorCode.ResourceInUse, $"Monitoring schedule {schedule.Arn} already exists.");
        }

        await starter.EnsureStartedAsync(schedule, cancellationToken);
        await tags.AddAsync(schedule.Arn, request.Tags, context, cancellationToken);
        return new CreateMonitoringScheduleResponse(schedule.Arn);
    }
}
