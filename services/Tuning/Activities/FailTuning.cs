using MlPlatform.Contracts.SageMaker;
using MlPlatform.Tuning.Domain;

namespace MlPlatform.Tuning.Activities;

/// <summary>Ends a tuning job that the platform could not carry on.</summary>
internal sealed class FailTuning(TuningJobs jobs, IHostApplicationLifetime lifetime) : WorkflowActivity<FailTuningInput, bool>
{
    public override async Task<bool> RunAsync(WorkflowActivityContext context, FailTuningInput input)
    {
        await jobs.ChangeAsync(
            input.Arn, (job, now) => job.Finish(JobStatus.Failed, $"InternalServerError: {input.Reason}", now), lifetime.ApplicationStopping);
        return true;
    }
}

internal sealed record FailTuningInput(string Arn, string Reason);
