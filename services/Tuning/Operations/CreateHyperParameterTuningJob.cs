using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.ServiceDefaults;
using MlPlatform.Tuning.Domain;
using MlPlatform.Tuning.Workflows;

namespace MlPlatform.Tuning.Operations;

/// <summary>Records the job and starts its workflow.</summary>
internal sealed class CreateHyperParameterTuningJob(TuningJobs jobs, IWorkflowStarter starter, TimeProvider time)
    : IOperation<CreateHyperParameterTuningJobRequest, CreateHyperParameterTuningJobResponse>
{
    public async Task<CreateHyperParameterTuningJobResponse> HandleAsync(
        CreateHyperParameterTuningJobRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        TuningRequestRules.Check(request);
        var job = TuningJob.Create(request, context, time.GetUtcNow());
        await jobs.AddAsync(job, cancellationToken);
        await starter.EnqueueAsync(TuningJobWorkflow.StartOf(job.Arn), cancellationToken);
        return new() { HyperParameterTuningJobArn = job.Arn };
    }
}
