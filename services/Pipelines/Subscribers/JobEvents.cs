using MlPlatform.Contracts;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Steps;
using MlPlatform.Pipelines.Store;
using MlPlatform.Pipelines.Workflows;

namespace MlPlatform.Pipelines.Subscribers;

/// <summary>Wakes the step that waits for a job when the job has ended. Jobs that no pipeline made are nobody's concern here.</summary>
internal sealed class JobEvents(PipelineStore store, IDaprWorkflowClient workflows)
{
    public async Task OnJobChangedAsync(PlatformEvent told, CancellationToken cancellationToken)
    {
        if (JobKind.StatusIn(told.Detail) is not ("Completed" or "Failed" or "Stopped")) return;
        var job = Arn.Name(told.Resources[0]);
        if (JobNames.ExecutionOf(job) is not { } id) return;
        var execution = (await store.Executions.FindAsync(id, cancellationToken))?.Value;
        if (execution is null || execution.IsOver) return;
        await workflows.RaiseEventAsync(execution.InstanceId, StepRun.JobEvent(job), job, cancellationToken);
    }
}

/// <summary>Which events this service listens to.</summary>
internal static class EventSubscriptions
{
    public static void MapSubscriptions(this IEndpointRouteBuilder endpoints)
    {
        foreach (var topic in new[] { Topics.TrainingJobChanged, Topics.ProcessingJobChanged, Topics.TuningJobChanged })
        {
            endpoints.MapPost($"/events/{topic}", (PlatformEvent told, JobEvents jobs, CancellationToken cancellationToken) =>
                jobs.OnJobChangedAsync(told, cancellationToken)).WithTopic(Topics.PubSub, topic);
        }
    }
}
