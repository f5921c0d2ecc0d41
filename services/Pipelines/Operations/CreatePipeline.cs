using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Stores a pipeline whose definition can be run.</summary>
internal sealed class CreatePipeline(PipelineStore store, DefinitionSource definitions, TagClient tags, TimeProvider time)
    : IOperation<CreatePipelineRequest, CreatePipelineResponse>
{
    public async Task<CreatePipelineResponse> HandleAsync(CreatePipelineRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var definition = await definitions.ReadAsync(request.PipelineDefinition, request.PipelineDefinitionS3Location, cancellationToken)
            ?? throw AwsException.Validation("PipelineDefinition or PipelineDefinitionS3Location must be given.");
        var now = time.GetUtcNow();
        var pipeline = new Pipeline
        {
            Name = request.PipelineName,
            Arn = Arn.SageMaker(context.Region, context.AccountId, "pipeline", request.PipelineName),
            DisplayName = request.PipelineDisplayName,
            Description = request.PipelineDescription,
            RoleArn = request.RoleArn,
            Definition = definition,
            MaxParallelSteps = request.ParallelismConfiguration?.MaxParallelExecutionSteps,
            CreationTime = now,
            LastModifiedTime = now,
            ClientToken = request.ClientRequestToken,
        };
        if (!await store.Pipelines.TryCreateAsync(pipeline, cancellationToken)) await AcceptRepetitionAsync(request, cancellationToken);
        await tags.AddAsync(pipeline.Arn, request.Tags, context, cancellationToken);
        return new CreatePipelineResponse(pipeline.Arn);
    }

    private async Task AcceptRepetitionAsync(CreatePipelineRequest request, CancellationToken cancellationToken)
    {
        var known = await store.PipelineAsync(request.PipelineName, cancellationToken);
        if (known.ClientToken == request.ClientRequestToken) return;
        throw AwsException.Validation(
            $"Pipeline names must be unique within an AWS account and region. Pipeline with name ({request.PipelineName}) already exists.");
    }
}
