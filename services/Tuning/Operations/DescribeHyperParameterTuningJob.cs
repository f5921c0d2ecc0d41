using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Tuning.Domain;

namespace MlPlatform.Tuning.Operations;

/// <summary>Shows a job as it stands.</summary>
internal sealed class DescribeHyperParameterTuningJob(TuningJobs jobs) : IOperation<DescribeHyperParameterTuningJobRequest, DescribeHyperParameterTuningJobResponse>
{
    public async Task<DescribeHyperParameterTuningJobResponse> HandleAsync(
        DescribeHyperParameterTuningJobRequest request, OperationContext context, CancellationToken cancellationToken) =>
        TuningJobView.Of(await jobs.GetAsync(TuningJob.ArnOf(context, request.HyperParameterTuningJobName), cancellationToken));
}
