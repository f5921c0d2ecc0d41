using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Hosting;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Takes an endpoint away; a deployment that runs finds it gone and ends.</summary>
internal sealed class DeleteEndpoint(ServingStore store, EndpointEvents events, EndpointHosts hosts) : IOperation<DeleteEndpointRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(DeleteEndpointRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var endpoint = (await store.Endpoints.FindAsync(request.EndpointName, cancellationToken))?.Value
            ?? throw NotFound.Endpoint(request.EndpointName, context);
        await store.Endpoints.DeleteAsync(endpoint.Name, cancellationToken, events.Changed(endpoint with { Status = EndpointStatus.Deleting }));
        hosts.Remove(endpoint.Name);
        return EmptyResponse.Value;
    }
}
