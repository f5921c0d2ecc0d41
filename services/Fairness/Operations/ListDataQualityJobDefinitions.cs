using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Lists definitions.</summary>
internal sealed class ListDataQualityJobDefinitions(FairnessStore store)
    : IOperation<ListDataQualityJobDefinitionsRequest, ListDataQualityJobDefinitionsResponse>
{
    public async Task<ListDataQualityJobDefinitionsResponse> HandleAsync(
        ListDataQualityJobDefinitionsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy,
            SortOrder = request.SortOrder,
            NameContains = request.NameContains,
            CreationTimeAfter = request.CreationTimeAfter,
            CreationTimeBefore = request.CreationTimeBefore,
        };
        var (definitions, next) = await listing.PageAsync(
            store.Definitions, JobDefinition.Listed, definition => request.EndpointName is not { } endpoint || definition.EndpointName == endpoint, cancellationToken);
        return new ListDataQualityJobDefinitionsResponse([.. definitions.Select(Summary)], next);
    }

    private static MonitoringJobDefinitionSummary Summary(JobDefinition definition) => new()
    {
        MonitoringJobDefinitionName = definition.Name,
        MonitoringJobDefinitionArn = definition.Arn,
        CreationTime = definition.CreationTime,
        EndpointName = definition.EndpointName,
    };
}
