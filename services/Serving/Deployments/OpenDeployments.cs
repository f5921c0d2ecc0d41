using MlPlatform.ServiceDefaults;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Deployments;

/// <summary>The deployments that are under way; after a restart each gets its workflow unless it has one.</summary>
internal sealed class OpenDeployments(ServingStore store) : IOpenWork
{
    /// <summary>The workflow of an endpoint's deployment.</summary>
    public static WorkflowStart StartOf(Endpoint endpoint) =>
        new(nameof(DeployEndpoint), endpoint.InstanceId, new Deployment(endpoint.Name, endpoint.InstanceId));

    public async Task<IReadOnlyList<WorkflowStart>> FindAsync(CancellationToken cancellationToken)
    {
        var endpoints = await store.AllEndpointsAsync(cancellationToken);
        return [.. endpoints.Where(endpoint => endpoint.IsDeploying).Select(StartOf)];
    }
}
