using MlPlatform.Jobs;
using MlPlatform.ServiceDefaults;
using MlPlatform.Training.Activities;

namespace MlPlatform.Training.Workflows;

/// <summary>The life of a training job: fetch its inputs, run it, store what it made, record how it ended.</summary>
internal sealed class TrainingJobWorkflow : Workflow<string, string?>
{
    // A fault of the platform (storage restarting, this service stopping) passes; one of the caller's never reaches here as an exception.
    private static readonly WorkflowTaskOptions Retried = new(new WorkflowRetryPolicy(
        maxNumberOfAttempts: 30, TimeSpan.FromMilliseconds(200), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(10)));

    public static WorkflowStart StartOf(string arn) => new(nameof(TrainingJobWorkflow), arn.Replace('/', ':'), arn);

    public override async Task<string?> RunAsync(WorkflowContext context, string arn)
    {
        TrainingResult result;
        try
        {
            result = await RunStepsAsync(context, arn);
        }
        catch (WorkflowTaskFailedException error)
        {
            result = new(JobEnd.Failed, FailureReasons.Internal(error.FailureDetails.ErrorMessage));
        }

        await context.CallActivityAsync<bool>(nameof(FinishTraining), new FinishTrainingInput(arn, result), Retried);
        return result.FailureReason;
    }

    private static async Task<TrainingResult> RunStepsAsync(WorkflowContext context, string arn)
    {
        var prepared = await context.CallActivityAsync<TrainingResult>(nameof(PrepareTraining), arn, Retried);
        if (prepared.FailureReason is not null) return prepared;
        var result = await context.CallActivityAsync<TrainingResult>(nameof(RunTraining), arn, Retried);
        if (result.FailureReason is not null) return result;
        return await context.CallActivityAsync<TrainingResult>(nameof(UploadArtifacts), new UploadArtifactsInput(arn, result), Retried);
    }
}

/// <summary>How far a training job came; a failure reason ends it.</summary>
internal sealed record TrainingResult(JobEnd End, string? FailureReason);
