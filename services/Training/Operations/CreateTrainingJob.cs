using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.ServiceDefaults;
using MlPlatform.Training.Domain;
using MlPlatform.Training.Workflows;

namespace MlPlatform.Training.Operations;

/// <summary>Records the job and starts its workflow.</summary>
internal sealed class CreateTrainingJob(TrainingJobs jobs, IWorkflowStarter starter, TimeProvider time) : IOperation<CreateTrainingJobRequest, CreateTrainingJobResponse>
{
    public async Task<CreateTrainingJobResponse> HandleAsync(CreateTrainingJobRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        TrainingRequestRules.Check(request);
        var job = TrainingJob.Create(request, context, time.GetUtcNow());
        await jobs.AddAsync(job, cancellationToken);
        await starter.EnqueueAsync(TrainingJobWorkflow.StartOf(job.Arn), cancellationToken);
        return new() { TrainingJobArn = job.Arn };
    }
}
