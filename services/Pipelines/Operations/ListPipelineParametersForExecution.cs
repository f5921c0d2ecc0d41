using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Operations;

/// <summary>The parameter values of an execution, defaults included, in one page.</summary>
internal sealed class ListPipelineParametersForExecution(PipelineStore store)
    : IOperation<ListPipelineParametersForExecutionRequest, ListPipelineParametersForExecutionResponse>
{
    public async Task<ListPipelineParametersForExecutionResponse> HandleAsync(
        ListPipelineParametersForExecutionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var execution = await store.ExecutionAsync(request.PipelineExecutionArn, cancellationToken);
        var parameters = execution.Parameters.Select(value => new PipelineParameter { Name = value.Key, Value = value.Value });
        return new ListPipelineParametersForExecutionResponse([.. parameters], NextToken: null);
    }
}
