using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Features.Operations;

/// <summary>The operations this service owns.</summary>
internal static class ProcessingOperations
{
    public static void Map(OperationTable operations) => operations
        .Map<CreateProcessingJobRequest, CreateProcessingJobResponse, CreateProcessingJob>()
        .Map<DescribeProcessingJobRequest, DescribeProcessingJobResponse, DescribeProcessingJob>()
        .Map<StopProcessingJobRequest, EmptyResponse, StopProcessingJob>()
        .Map<ListProcessingJobsRequest, ListProcessingJobsResponse, ListProcessingJobs>();
}
