using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Describes an execution.</summary>
internal sealed class DescribePipelineExecution(PipelineStore store) : IOperation<DescribePipelineExecutionRequest, DescribePipelineExecutionResponse>
{
    public async Task<DescribePipelineExecutionResponse> HandleAsync(
        DescribePipelineExecutionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var execution = await store.ExecutionAsync(request.PipelineExecutionArn, cancellationToken);
        return new DescribePipelineExecutionResponse
        {
            PipelineArn = execution.PipelineArn,
            PipelineExecutionArn = execution.Arn,
            PipelineExecutionDisplayName = execution.DisplayName,
            PipelineExecutionStatus = execution.Status,
            PipelineExecutionDescription = execution.Description,
            FailureReason = execution.FailureReason,
            CreationTime = execution.CreationTime,
            LastModifiedTime = execution.LastModifiedTime,
            ParallelismConfiguration = Parallelism.Of(execution.MaxParallelSteps),
        };
    }
}
