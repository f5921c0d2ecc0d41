using MlPlatform.Features.Workflows;
using MlPlatform.Jobs;

namespace MlPlatform.Features.Activities;

/// <summary>A step of a processing job. What the caller got wrong ends the job; any other fault is the workflow's to try again.</summary>
internal abstract class ProcessingActivity<TInput>(IHostApplicationLifetime lifetime) : WorkflowActivity<TInput, ProcessingResult>
{
    public sealed override async Task<ProcessingResult> RunAsync(WorkflowActivityContext context, TInput input)
    {
        try
        {
            return await RunAsync(input, lifetime.ApplicationStopping);
        }
        catch (JobInputException error)
        {
            return new(JobEnd.Failed, FailureReasons.Client(error.Message), null);
        }
    }

    protected abstract Task<ProcessingResult> RunAsync(TInput input, CancellationToken cancellationToken);
}
