using System.Text.Json.Nodes;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Workflows;

namespace MlPlatform.Fairness.Subscribers;

/// <summary>Wakes the execution that waits for a processing job when the job has ended. Jobs that no schedule started are nobody's concern here.</summary>
internal sealed class ProcessingJobEvents(FairnessStore store, IDaprWorkflowClient workflows)
{
    /// <summary>How many unfinished executions are looked through; more than these find out by their timers.</summary>
    private const int MostWaiting = 100;

    public async Task OnChangedAsync(PlatformEvent told, CancellationToken cancellationToken)
    {
        var job = Arn.Name(told.Resources[0]);
        if (!AnalysisNames.IsProcessingJob(job) || !IsEnded(told.Detail)) return;
        var waiting = await store.Executions.QueryAsync(
            new Aws.Documents.DocumentQuery("", Aws.Documents.ListIndexes.Status) { From = ExecutionStatus.InProgress, To = ExecutionStatus.InProgress, Limit = MostWaiting },
            cancellationToken);
        if (waiting.Items.FirstOrDefault(execution => AnalysisNames.ProcessingJob(execution) == job) is not { } execution) return;
        // The child workflow has the id of its execution; see MonitoringScheduleWorkflow.
        await workflows.RaiseEventAsync(execution.Id, MonitoringExecutionWorkflow.JobEndedEvent, job, cancellationToken);
    }

    private static bool IsEnded(JsonObject detail) => detail["ProcessingJobStatus"]?.ToString() is not { } status || JobStatus.IsFinal(status);
}

/// <summary>Which events this service listens to.</summary>
internal static class EventSubscriptions
{
    public static void MapSubscriptions(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/events/processing-job", (PlatformEvent told, ProcessingJobEvents jobs, CancellationToken cancellationToken) =>
            jobs.OnChangedAsync(told, cancellationToken)).WithTopic(Topics.PubSub, Topics.ProcessingJobChanged);
}
