using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Tuning.Domain;
using MlPlatform.Tuning.Workflows;

namespace MlPlatform.Tuning.Operations;

/// <summary>Asks a job to stop; its workflow stops the training jobs that run.</summary>
internal sealed class StopHyperParameterTuningJob(TuningJobs jobs, ITuningWakeUp wakeUp) : IOperation<StopHyperParameterTuningJobRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(StopHyperParameterTuningJobRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var arn = TuningJob.ArnOf(context, request.HyperParameterTuningJobName);
        var job = await jobs.ChangeAsync(arn, (current, now) => current.RequestStop(now), cancellationToken);
        if (job.IsFinal) throw AwsException.Validation($"The hyperparameter tuning job {job.Name} cannot be stopped: its status is {job.Status}.");
        await wakeUp.WakeAsync(arn, cancellationToken);
        return EmptyResponse.Value;
    }
}
