using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Platform;
using MlPlatform.Fairness.Workflows;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Fairness.Activities;

/// <summary>Records an execution and starts its processing job, each at most once; gives the execution's status.</summary>
internal sealed class BeginAnalysis(
    FairnessStore store, MonitoringPlans plans, SourceFinder sources, IOperations operations, MonitoringEvents events, TimeProvider time)
    : WorkflowActivity<ExecutionRun, string>
{
    public override async Task<string> RunAsync(WorkflowActivityContext context, ExecutionRun input)
    {
        var schedule = (await store.Schedules.FindAsync(input.ScheduleName, CancellationToken.None))?.Value;
        if (schedule is null || schedule.Generation != input.Generation) return ExecutionStatus.Stopped;

        var execution = await RecordAsync(schedule, input.Window);
        if (execution.Status != ExecutionStatus.Pending) return execution.Status;
        try
        {
            var plan = await plans.OfAsync(schedule.Config, CancellationToken.None);
            var found = await sources.FindAsync(plan, input.Window, schedule.Context, CancellationToken.None);
            var arn = await StartAsync(AnalysisJob.Create(plan, execution, input.Window, found), schedule);
            return await UpdateAsync(execution.Id, current => current with { Status = ExecutionStatus.InProgress, ProcessingJobArn = arn });
        }
        catch (AnalysisException fault)
        {
            return await UpdateAsync(execution.Id, current => current with { Status = ExecutionStatus.Failed, FailureReason = fault.Message });
        }
    }

    private async Task<MonitoringExecution> RecordAsync(MonitoringSchedule schedule, AnalysisWindow window)
    {
        var now = time.GetUtcNow();
        var execution = new MonitoringExecution
        {
            Id = AnalysisNames.Execution(schedule, window.ScheduledTime),
            ScheduleName = schedule.Name,
            ScheduleArn = schedule.Arn,
            ScheduledTime = window.ScheduledTime,
            CreationTime = now,
            LastModifiedTime = now,
            Status = ExecutionStatus.Pending,
            EndpointName = schedule.EndpointName,
            JobDefinitionName = schedule.Config.MonitoringJobDefinitionName,
            Type = schedule.Type,
        };
        if (await store.Executions.TryCreateAsync(execution, CancellationToken.None)) return execution;
        return (await store.Executions.FindAsync(execution.Id, CancellationToken.None))?.Value ?? execution;
    }

    /// <summary>The name follows from the execution, so "it exists already" means that it was started before a crash.</summary>
    private async Task<string> StartAsync(CreateProcessingJobRequest request, MonitoringSchedule schedule)
    {
        try
        {
            var created = await operations.SendAsync<CreateProcessingJobRequest, CreateProcessingJobResponse>(request, schedule.Context, CancellationToken.None);
            return created.ProcessingJobArn;
        }
        catch (PlatformCallException fault) when (fault.Code == "ResourceInUse")
        {
            return Contracts.Arn.SageMaker(schedule.Context.Region, schedule.Context.AccountId, "processing-job", request.ProcessingJobName);
        }
        catch (PlatformCallException fault) when (!fault.IsTransient)
        {
            throw new AnalysisException($"The processing job was refused: {fault.Reason}");
        }
    }

    private async Task<string> UpdateAsync(string id, Func<MonitoringExecution, MonitoringExecution> change)
    {
        var updated = await store.Executions.UpdateAsync(
            id,
            current =>
            {
                if (ExecutionStatus.IsFinal(current.Status)) return new DocumentChange<MonitoringExecution>(null);
                var next = change(current) with { LastModifiedTime = time.GetUtcNow() };
                return new DocumentChange<MonitoringExecution>(next, events.Of(next));
            },
            CancellationToken.None);
        return updated?.Status ?? ExecutionStatus.Stopped;
    }
}
