using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Lists the executions of a pipeline.</summary>
internal sealed class ListPipelineExecutions(PipelineStore store) : IOperation<ListPipelineExecutionsRequest, ListPipelineExecutionsResponse>
{
    public async Task<ListPipelineExecutionsResponse> HandleAsync(
        ListPipelineExecutionsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var pipeline = await store.PipelineAsync(request.PipelineName, cancellationToken);
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortOrder = request.SortOrder,
            CreationTimeAfter = request.CreatedAfter,
            CreationTimeBefore = request.CreatedBefore,
        };
        var (executions, next) = await listing.PageAsync(
            store.Executions, Execution.Listed, execution => execution.PipelineArn == pipeline.Arn, cancellationToken);
        return new ListPipelineExecutionsResponse([.. executions.Select(Summary)], next);
    }

    private static PipelineExecutionSummary Summary(Execution execution) => new()
    {
        PipelineExecutionArn = execution.Arn,
        StartTime = execution.CreationTime,
        PipelineExecutionStatus = execution.Status,
        PipelineExecutionDescription = execution.Description,
        PipelineExecutionDisplayName = execution.DisplayName,
        PipelineExecutionFailureReason = execution.FailureReason,
    };
}
