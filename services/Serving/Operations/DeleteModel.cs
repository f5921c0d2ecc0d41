using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Deletes a model; endpoints that serve it serve on.</summary>
internal sealed class DeleteModel(ServingStore store) : IOperation<DeleteModelRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(DeleteModelRequest request, OperationContext context, CancellationToken cancellationToken) =>
        await store.Models.DeleteAsync(request.ModelName, cancellationToken) ? EmptyResponse.Value : throw NotFound.Model(request.ModelName, context);
}
