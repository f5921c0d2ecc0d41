using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Domain;
using MlPlatform.Features.Workflows;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Features.Operations;

/// <summary>Records the job and starts its workflow.</summary>
internal sealed class CreateProcessingJob(ProcessingJobs jobs, IWorkflowStarter starter, TimeProvider time)
    : IOperation<CreateProcessingJobRequest, CreateProcessingJobResponse>
{
    public async Task<CreateProcessingJobResponse> HandleAsync(CreateProcessingJobRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        ProcessingRequestRules.Check(request);
        var job = ProcessingJob.Create(request, context, time.GetUtcNow());
        await jobs.AddAsync(job, cancellationToken);
        await starter.EnqueueAsync(ProcessingJobWorkflow.StartOf(job.Arn), cancellationToken);
        return new() { ProcessingJobArn = job.Arn };
    }
}
