using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Operations;

/// <summary>The definition an execution runs.</summary>
internal sealed class DescribePipelineDefinitionForExecution(PipelineStore store)
    : IOperation<DescribePipelineDefinitionForExecutionRequest, DescribePipelineDefinitionForExecutionResponse>
{
    public async Task<DescribePipelineDefinitionForExecutionResponse> HandleAsync(
        DescribePipelineDefinitionForExecutionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var execution = await store.ExecutionAsync(request.PipelineExecutionArn, cancellationToken);
        return new DescribePipelineDefinitionForExecutionResponse(execution.Definition, execution.CreationTime);
    }
}
