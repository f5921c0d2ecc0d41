using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Training.Operations;

/// <summary>The operations this service owns.</summary>
internal static class TrainingOperations
{
    public static void Map(OperationTable operations) => operations
        .Map<CreateTrainingJobRequest, CreateTrainingJobResponse, CreateTrainingJob>()
        .Map<DescribeTrainingJobRequest, DescribeTrainingJobResponse, DescribeTrainingJob>()
        .Map<StopTrainingJobRequest, EmptyResponse, StopTrainingJob>()
        .Map<ListTrainingJobsRequest, ListTrainingJobsResponse, ListTrainingJobs>();
}
