using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Tuning.Operations;

/// <summary>The operations this service owns.</summary>
internal static class TuningOperations
{
    public static void Map(OperationTable operations) => operations
        .Map<CreateHyperParameterTuningJobRequest, CreateHyperParameterTuningJobResponse, CreateHyperParameterTuningJob>()
        .Map<DescribeHyperParameterTuningJobRequest, DescribeHyperParameterTuningJobResponse, DescribeHyperParameterTuningJob>()
        .Map<StopHyperParameterTuningJobRequest, EmptyResponse, StopHyperParameterTuningJob>()
        .Map<ListHyperParameterTuningJobsRequest, ListHyperParameterTuningJobsResponse, ListHyperParameterTuningJobs>()
        .Map<ListTrainingJobsForHyperParameterTuningJobRequest, ListTrainingJobsForHyperParameterTuningJobResponse, ListTrainingJobsForHyperParameterTuningJob>();
}
