using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Lists pipelines.</summary>
internal sealed class ListPipelines(PipelineStore store) : IOperation<ListPipelinesRequest, ListPipelinesResponse>
{
    public async Task<ListPipelinesResponse> HandleAsync(ListPipelinesRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy,
            SortOrder = request.SortOrder,
            CreationTimeAfter = request.CreatedAfter,
            CreationTimeBefore = request.CreatedBefore,
        };
        var (pipelines, next) = await listing.PageAsync(store.Pipelines, Pipeline.Listed, HasPrefix, cancellationToken);
        return new ListPipelinesResponse([.. pipelines.Select(Summary)], next);

        bool HasPrefix(Pipeline pipeline) =>
            request.PipelineNamePrefix is null || pipeline.Name.StartsWith(request.PipelineNamePrefix, StringComparison.Ordinal);
    }

    private static PipelineSummary Summary(Pipeline pipeline) => new()
    {
        PipelineArn = pipeline.Arn,
        PipelineName = pipeline.Name,
        PipelineDisplayName = pipeline.DisplayName,
        PipelineDescription = pipeline.Description,
        RoleArn = pipeline.RoleArn,
        CreationTime = pipeline.CreationTime,
        LastModifiedTime = pipeline.LastModifiedTime,
        LastExecutionTime = pipeline.LastRunTime,
    };
}
