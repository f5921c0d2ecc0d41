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

/// <summary>Starts to serve what a configuration names.</summary>
internal sealed class CreateEndpoint(ServingStore store, FleetPlanner planner, EndpointEvents events, IWorkflowStarter starter, TagClient tags, TimeProvider time)
    : IOperation<CreateEndpointRequest, CreateEndpointResponse>
{
    public async Task<CreateEndpointResponse> HandleAsync(CreateEndpointRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (TrafficPlan.Fault(request.DeploymentConfig) is { } fault) throw AwsException.Validation(fault);
        var arn = Arn.SageMaker(context.Region, context.AccountId, "endpoint", request.EndpointName);
        var now = time.GetUtcNow();
        var endpoint = new Endpoint
        {
            Name = request.EndpointName,
            Arn = arn,
            Status = EndpointStatus.Creating,
            CreationTime = now,
            LastModifiedTime = now,
            TargetConfig = request.EndpointConfigName,
            Pending = await planner.PlanAsync(request.EndpointConfigName, context, cancellationToken),
            Deployment = request.DeploymentConfig,
            Region = context.Region,
            AccountId = context.AccountId,
        };
        if (!await store.Endpoints.TryCreateAsync(endpoint, cancellationToken, events.Changed(endpoint)))
        {
            throw AwsException.Validation($"Cannot create already existing endpoint \"{arn}\".");
        }

        await tags.AddAsync(arn, request.Tags, context, cancellationToken);
        await starter.EnqueueAsync(OpenDeployments.StartOf(endpoint), cancellationToken);
        return new CreateEndpointResponse(arn);
    }
}
