using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Lists endpoint configurations.</summary>
internal sealed class ListEndpointConfigs(ServingStore store) : IOperation<ListEndpointConfigsRequest, ListEndpointConfigsResponse>
{
    public async Task<ListEndpointConfigsResponse> HandleAsync(
        ListEndpointConfigsRequest request, OperationContext context, CancellationToken cancellationToken)
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
        var (configs, next) = await listing.PageAsync(store.Configs, EndpointConfig.Listed, also: null, cancellationToken);
        return new ListEndpointConfigsResponse(
            [.. configs.Select(config => new EndpointConfigSummary(config.Created.EndpointConfigName, config.Arn, config.CreationTime))], next);
    }
}
