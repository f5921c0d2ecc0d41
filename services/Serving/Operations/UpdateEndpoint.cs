using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.ServiceDefaults;
using MlPlatform.Serving.Deployments;
using MlPlatform.Serving.Domain;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Moves an endpoint to another configuration.</summary>
internal sealed class UpdateEndpoint(ServingStore store, FleetPlanner planner, EndpointEvents events, IWorkflowStarter starter, TimeProvider time)
    : IOperation<UpdateEndpointRequest, UpdateEndpointResponse>
{
    public async Task<UpdateEndpointResponse> HandleAsync(UpdateEndpointRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (TrafficPlan.Fault(request.DeploymentConfig) is { } fault) throw AwsException.Validation(fault);
        var fleet = await planner.PlanAsync(request.EndpointConfigName, context, cancellationToken);
        var endpoint = await store.Endpoints.UpdateAsync(request.EndpointName, current => Updating(current, request, fleet), cancellationToken)
            ?? throw NotFound.Endpoint(request.EndpointName, context);
        await starter.EnqueueAsync(OpenDeployments.StartOf(endpoint), cancellationToken);
        return new UpdateEndpointResponse(endpoint.Arn);
    }

    private DocumentChange<Endpoint> Updating(Endpoint current, UpdateEndpointRequest request, Fleet fleet)
    {
        if (current.IsDeploying) throw AwsException.Validation($"Cannot update in-progress endpoint \"{current.Arn}\".");
        var next = current with
        {
            Status = current.Current is null ? EndpointStatus.Creating : EndpointStatus.Updating,
            FailureReason = null,
            TargetConfig = request.EndpointConfigName,
            Pending = request.RetainAllVariantProperties == true ? Retaining(fleet, current.Current) : fleet,
            PendingShare = 0,
            Deployment = request.DeploymentConfig ?? (request.RetainDeploymentConfig == true ? current.Deployment : null),
            DeploymentNumber = current.DeploymentNumber + 1,
            LastModifiedTime = time.GetUtcNow(),
        };
        return new DocumentChange<Endpoint>(next, events.Changed(next));
    }

    /// <summary>Variants of the same name keep the weight and size they have now.</summary>
    private static Fleet Retaining(Fleet fleet, Fleet? current) => fleet with
    {
        Variants =
        [
            .. fleet.Variants.Select(variant => current?.Variants.FirstOrDefault(old => old.Name == variant.Name) is { } old
                ? variant with { Weight = old.Weight, InstanceCount = old.InstanceCount }
                : variant),
        ],
    };
}
