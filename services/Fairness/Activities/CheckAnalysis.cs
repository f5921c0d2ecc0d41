using System.Text.Json;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Platform;
using MlPlatform.Fairness.Workflows;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Fairness.Activities;

/// <summary>Looks at the processing job of an execution and records how it ended; gives the execution's status.</summary>
internal sealed class CheckAnalysis(FairnessStore store, IOperations operations, IObjects objects, MonitoringEvents events, TimeProvider time)
    : WorkflowActivity<ExecutionRun, string>
{
    private const string ViolationsMessage = "CompletedWithViolations";

    /// <summary>The longest evaluation period of an alert, twice over for runs that do not count.</summary>
    private const int MostDatapoints = 200;

    public override async Task<string> RunAsync(WorkflowActivityContext context, ExecutionRun input)
    {
        var schedule = (await store.Schedules.FindAsync(input.ScheduleName, CancellationToken.None))?.Value;
        // An update of the schedule does not touch what runs: the id is that of the generation that began it.
        var id = schedule is null ? null : AnalysisNames.Execution(schedule with { Generation = input.Generation }, input.Window.ScheduledTime);
        var execution = id is null ? null : (await store.Executions.FindAsync(id, CancellationToken.None))?.Value;
        if (execution is null) return ExecutionStatus.Stopped;
        if (ExecutionStatus.IsFinal(execution.Status)) return execution.Status;

        var outcome = await OutcomeAsync(execution, schedule!);
        return outcome is null ? execution.Status : await RecordAsync(execution.Id, outcome, schedule!);
    }

    private async Task<Outcome?> OutcomeAsync(MonitoringExecution execution, MonitoringSchedule schedule)
    {
        DescribeProcessingJobResponse job;
        try
        {
            job = await operations.SendAsync<DescribeProcessingJobRequest, DescribeProcessingJobResponse>(
                new() { ProcessingJobName = AnalysisNames.ProcessingJob(execution) }, schedule.Context, CancellationToken.None);
        }
        catch (PlatformCallException fault) when (!fault.IsTransient)
        {
            return new Outcome(ExecutionStatus.Failed, fault.Reason, []);
        }

        return job.ProcessingJobStatus switch
        {
            JobStatus.Completed => await CompletedAsync(job),
            JobStatus.Failed => new Outcome(ExecutionStatus.Failed, job.FailureReason ?? "The processing job failed.", []),
            JobStatus.Stopped => new Outcome(ExecutionStatus.Stopped, null, []),
            _ => null,
        };
    }

    private async Task<Outcome> CompletedAsync(DescribeProcessingJobResponse job)
    {
        var folder = job.ProcessingOutputConfig.Outputs.Select(output => output.S3Output?.S3Uri).OfType<string>().FirstOrDefault()?.TrimEnd('/');
        var bytes = folder is null ? null : await objects.ReadAsync($"{folder}/{ViolationsFile.FileName}", CancellationToken.None);
        try
        {
            var violations = bytes is null ? [] : JsonSerializer.Deserialize(bytes, FairnessDocuments.Default.ViolationsFile)?.Violations ?? [];
            var found = violations.Count > 0 || job.ExitMessage?.StartsWith(ViolationsMessage, StringComparison.Ordinal) == true;
            return new Outcome(found ? ExecutionStatus.CompletedWithViolations : ExecutionStatus.Completed, null, violations);
        }
        catch (JsonException fault)
        {
            return new Outcome(ExecutionStatus.Failed, $"The job wrote no valid {ViolationsFile.FileName}: {fault.Message}", []);
        }
    }

    private async Task<string> RecordAsync(string id, Outcome outcome, MonitoringSchedule schedule)
    {
        var (status, isChange) = await AlertAsync(id, outcome.Status, schedule);
        var updated = await store.Executions.UpdateAsync(
            id,
            current =>
            {
                if (ExecutionStatus.IsFinal(current.Status)) return new DocumentChange<MonitoringExecution>(null);
                var next = current with
                {
                    Status = outcome.Status,
                    FailureReason = outcome.Reason,
                    Violations = outcome.Violations,
                    AlertStatus = status,
                    ChangesAlert = isChange,
                    LastModifiedTime = time.GetUtcNow(),
                };
                return new DocumentChange<MonitoringExecution>(next, events.Of(next));
            },
            CancellationToken.None);
        return updated?.Status ?? ExecutionStatus.Stopped;
    }

    /// <summary>The alert once this run counts, and whether that is news.</summary>
    private async Task<(string Status, bool IsChange)> AlertAsync(string id, string outcome, MonitoringSchedule schedule)
    {
        var latest = await store.LatestExecutionsAsync(schedule.Name, MostDatapoints, CancellationToken.None);
        var earlier = latest.Where(execution => execution.Id != id).ToArray();
        var before = earlier.FirstOrDefault(execution => execution.AlertStatus is not null)?.AlertStatus ?? AlertStatus.Ok;
        var status = schedule.Alert.StatusOf(earlier.Select(execution => execution.Status).Prepend(outcome));
        return (status, status != before);
    }

    private sealed record Outcome(string Status, string? Reason, IReadOnlyList<Violation> Violations);
}
