using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Domain;
using MlPlatform.Jobs;

namespace MlPlatform.Features.Operations;

/// <summary>Asks a job to stop: first in its document, then in its folder, where its supervisor looks.</summary>
internal sealed class StopProcessingJob(ProcessingJobs jobs, JobEngine engine) : IOperation<StopProcessingJobRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(StopProcessingJobRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var arn = ProcessingJob.ArnOf(context, request.ProcessingJobName);
        var job = await jobs.ChangeAsync(arn, (current, now) => current.RequestStop(now), cancellationToken);
        if (job.IsFinal) throw AwsException.Validation($"The processing job {job.Name} cannot be stopped: its status is {job.Status}.");
        engine.FolderOf(arn).RequestStop();
        return EmptyResponse.Value;
    }
}
