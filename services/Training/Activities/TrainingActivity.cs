using MlPlatform.Jobs;
using MlPlatform.Training.Workflows;

namespace MlPlatform.Training.Activities;

/// <summary>A step of a training job. What the caller got wrong ends the job; any other fault is the workflow's to try again.</summary>
internal abstract class TrainingActivity<TInput>(IHostApplicationLifetime lifetime) : WorkflowActivity<TInput, TrainingResult>
{
    public sealed override async Task<TrainingResult> RunAsync(WorkflowActivityContext context, TInput input)
    {
        try
        {
            return await RunAsync(input, lifetime.ApplicationStopping);
        }
        catch (JobInputException error)
        {
            return new(JobEnd.Failed, FailureReasons.Client(error.Message));
        }
    }

    protected abstract Task<TrainingResult> RunAsync(TInput input, CancellationToken cancellationToken);
}
