using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Tuning.Domain;
using MlPlatform.Tuning.Workflows;

namespace MlPlatform.Tuning.Subscribers;

/// <summary>Wakes a tuning job when one of its training jobs has ended. Hearing it twice is harmless.</summary>
internal static class TrainingJobChanges
{
    public static void MapTrainingJobChanges(this IEndpointRouteBuilder app) =>
        app.MapPost("/events/training-job-changed", HandleAsync).WithTopic(Topics.PubSub, Topics.TrainingJobChanged);

    internal static async Task<IResult> HandleAsync(PlatformEvent change, TuningJobs jobs, ITuningWakeUp wakeUp, CancellationToken cancellationToken)
    {
        var status = change.Detail["TrainingJobStatus"]?.GetValue<string>();
        var arn = change.Detail["TuningJobArn"]?.GetValue<string>();
        if (arn is null || status is null || !JobStatus.IsFinal(status)) return Results.Ok();
        var job = await jobs.GetAsync(arn, cancellationToken);
        if (!job.IsFinal) await wakeUp.WakeAsync(arn, cancellationToken);
        return Results.Ok();
    }
}
