using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Lists models.</summary>
internal sealed class ListModels(ServingStore store) : IOperation<ListModelsRequest, ListModelsResponse>
{
    public async Task<ListModelsResponse> HandleAsync(ListModelsRequest request, OperationContext context, CancellationToken cancellationToken)
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
        var (models, next) = await listing.PageAsync(store.Models, Model.Listed, also: null, cancellationToken);
        return new ListModelsResponse([.. models.Select(model => new ModelSummary(model.Created.ModelName, model.Arn, model.CreationTime))], next);
    }
}
