using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Describes a pipeline.</summary>
internal sealed class DescribePipeline(PipelineStore store) : IOperation<DescribePipelineRequest, DescribePipelineResponse>
{
    public async Task<DescribePipelineResponse> HandleAsync(
        DescribePipelineRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var pipeline = await store.PipelineAsync(request.PipelineName, cancellationToken);
        return new DescribePipelineResponse
        {
            PipelineArn = pipeline.Arn,
            PipelineName = pipeline.Name,
            PipelineDisplayName = pipeline.DisplayName,
            PipelineDefinition = pipeline.Definition,
            PipelineDescription = pipeline.Description,
            RoleArn = pipeline.RoleArn,
            PipelineStatus = "Active",
            CreationTime = pipeline.CreationTime,
            LastModifiedTime = pipeline.LastModifiedTime,
            LastRunTime = pipeline.LastRunTime,
            ParallelismConfiguration = Parallelism.Of(pipeline.MaxParallelSteps),
        };
    }
}

/// <summary>How the limit on parallel steps is shown.</summary>
internal static class Parallelism
{
    public static ParallelismConfiguration? Of(int? steps) =>
        steps is null ? null : new ParallelismConfiguration { MaxParallelExecutionSteps = steps.Value };
}
