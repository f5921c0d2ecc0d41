using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Domain;

namespace MlPlatform.Features.Operations;

/// <summary>Shows a job as it stands.</summary>
internal sealed class DescribeProcessingJob(ProcessingJobs jobs) : IOperation<DescribeProcessingJobRequest, DescribeProcessingJobResponse>
{
    public async Task<DescribeProcessingJobResponse> HandleAsync(
        DescribeProcessingJobRequest request, OperationContext context, CancellationToken cancellationToken) =>
        ProcessingJobView.Of(await jobs.GetAsync(ProcessingJob.ArnOf(context, request.ProcessingJobName), cancellationToken));
}
