using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;
using MlPlatform.Training.Domain;

namespace MlPlatform.Training.Operations;

/// <summary>Asks a job to stop: first in its document, then in its folder, where its supervisor looks.</summary>
internal sealed class StopTrainingJob(TrainingJobs jobs, JobEngine engine) : IOperation<StopTrainingJobRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(StopTrainingJobRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var arn = TrainingJob.ArnOf(context, request.TrainingJobName);
        var job = await jobs.ChangeAsync(arn, (current, now) => current.RequestStop(now), cancellationToken);
        if (job.IsFinal) throw AwsException.Validation($"The training job {job.Name} cannot be stopped: its status is {job.Status}.");
        engine.FolderOf(arn).RequestStop();
        return EmptyResponse.Value;
    }
}
