using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Replaces what is given of a pipeline.</summary>
internal sealed class UpdatePipeline(PipelineStore store, DefinitionSource definitions, TimeProvider time)
    : IOperation<UpdatePipelineRequest, UpdatePipelineResponse>
{
    public async Task<UpdatePipelineResponse> HandleAsync(UpdatePipelineRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var definition = await definitions.ReadAsync(request.PipelineDefinition, request.PipelineDefinitionS3Location, cancellationToken);
        var updated = await store.Pipelines.UpdateAsync(request.PipelineName, pipeline => new DocumentChange<Pipeline>(pipeline with
        {
            DisplayName = request.PipelineDisplayName ?? pipeline.DisplayName,
            Description = request.PipelineDescription ?? pipeline.Description,
            RoleArn = request.RoleArn ?? pipeline.RoleArn,
            Definition = definition ?? pipeline.Definition,
            MaxParallelSteps = request.ParallelismConfiguration?.MaxParallelExecutionSteps ?? pipeline.MaxParallelSteps,
            LastModifiedTime = time.GetUtcNow(),
        }), cancellationToken);
        return updated is null
            ? throw new AwsException(AwsErrorCode.ResourceNotFound, $"Pipeline '{request.PipelineName}' does not exist.")
            : new UpdatePipelineResponse(updated.Arn);
    }
}
