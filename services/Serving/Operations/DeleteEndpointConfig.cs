using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Deletes an endpoint configuration; endpoints made from it serve on.</summary>
internal sealed class DeleteEndpointConfig(ServingStore store) : IOperation<DeleteEndpointConfigRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(DeleteEndpointConfigRequest request, OperationContext context, CancellationToken cancellationToken) =>
        await store.Configs.DeleteAsync(request.EndpointConfigName, cancellationToken)
            ? EmptyResponse.Value
            : throw NotFound.EndpointConfig(request.EndpointConfigName, context);
}
