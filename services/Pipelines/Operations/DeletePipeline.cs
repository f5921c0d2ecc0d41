using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Deletes a pipeline of which no execution runs.</summary>
internal sealed class DeletePipeline(PipelineStore store) : IOperation<DeletePipelineRequest, DeletePipelineResponse>
{
    public async Task<DeletePipelineResponse> HandleAsync(DeletePipelineRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var pipeline = await store.PipelineAsync(request.PipelineName, cancellationToken);
        var running = new Listing { MaxResults = 1 };
        var (executions, _) = await running.PageAsync(
            store.Executions, Execution.Listed, execution => execution.PipelineArn == pipeline.Arn && !execution.IsOver, cancellationToken);
        if (executions.Count > 0)
        {
            throw new AwsException(AwsErrorCode.Conflict, $"Pipeline '{pipeline.Name}' cannot be deleted: {executions[0].Arn} still runs.");
        }

        await store.Pipelines.DeleteAsync(pipeline.Name, cancellationToken);
        return new DeletePipelineResponse(pipeline.Arn);
    }
}
