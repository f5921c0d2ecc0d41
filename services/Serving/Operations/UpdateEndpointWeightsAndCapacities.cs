using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Hosting;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Changes the shares of traffic of an endpoint's variants, at once.</summary>
internal sealed class UpdateEndpointWeightsAndCapacities(ServingStore store, EndpointHosts hosts, TimeProvider time)
    : IOperation<UpdateEndpointWeightsAndCapacitiesRequest, UpdateEndpointWeightsAndCapacitiesResponse>
{
    public async Task<UpdateEndpointWeightsAndCapacitiesResponse> HandleAsync(
        UpdateEndpointWeightsAndCapacitiesRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var endpoint = await store.Endpoints.UpdateAsync(request.EndpointName, current => Changed(current, request), cancellationToken)
            ?? throw NotFound.Endpoint(request.EndpointName, context);
        await hosts.ApplyAsync(endpoint, cancellationToken);
        return new UpdateEndpointWeightsAndCapacitiesResponse(endpoint.Arn);
    }

    private DocumentChange<Endpoint> Changed(Endpoint endpoint, UpdateEndpointWeightsAndCapacitiesRequest request)
    {
        if (endpoint.Status != EndpointStatus.InService || endpoint.Current is not { } fleet)
        {
            throw AwsException.Validation($"Cannot update endpoint \"{endpoint.Arn}\" while it is {endpoint.Status}.");
        }

        var unknown = request.DesiredWeightsAndCapacities.FirstOrDefault(
            desired => fleet.Variants.All(variant => variant.Name != desired.VariantName));
        if (unknown is not null) throw AwsException.Validation($"The endpoint has no variant named {unknown.VariantName}.");
        var variants = fleet.Variants.Select(variant =>
        {
            var desired = request.DesiredWeightsAndCapacities.LastOrDefault(candidate => candidate.VariantName == variant.Name);
            return variant with
            {
                Weight = desired?.DesiredWeight ?? variant.Weight,
                InstanceCount = desired?.DesiredInstanceCount ?? variant.InstanceCount,
            };
        });
        return new DocumentChange<Endpoint>(
            endpoint with { Current = fleet with { Variants = [.. variants] }, LastModifiedTime = time.GetUtcNow() });
    }
}
