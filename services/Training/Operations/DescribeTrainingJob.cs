using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Training.Domain;

namespace MlPlatform.Training.Operations;

/// <summary>Shows a job as it stands.</summary>
internal sealed class DescribeTrainingJob(TrainingJobs jobs) : IOperation<DescribeTrainingJobRequest, DescribeTrainingJobResponse>
{
    public async Task<DescribeTrainingJobResponse> HandleAsync(DescribeTrainingJobRequest request, OperationContext context, CancellationToken cancellationToken) =>
        TrainingJobView.Of(await jobs.GetAsync(TrainingJob.ArnOf(context, request.TrainingJobName), cancellationToken));
}
