using MlPlatform.Aws.Documents;
using MlPlatform.Serving.Hosting;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Deployments;

/// <summary>Reads and changes the endpoint of a deployment, as long as it is still that deployment's.</summary>
internal sealed class DeploymentDocuments(ServingStore store, EndpointEvents events, EndpointHosts hosts, TimeProvider time)
{
    /// <summary>The endpoint, or null when it has been deleted or moved on.</summary>
    public async Task<Endpoint?> FindAsync(Deployment deployment)
    {
        var endpoint = (await store.Endpoints.FindAsync(deployment.Endpoint, CancellationToken.None))?.Value;
        return endpoint?.InstanceId == deployment.InstanceId && endpoint.IsDeploying ? endpoint : null;
    }

    /// <summary>Changes the endpoint, routes traffic as it says now, and tells of it when its status changed.</summary>
    public async Task<Endpoint?> ChangeAsync(Deployment deployment, Func<Endpoint, Endpoint> change)
    {
        var changed = await store.Endpoints.UpdateAsync(deployment.Endpoint, current =>
        {
            if (current.InstanceId != deployment.InstanceId || !current.IsDeploying) return new DocumentChange<Endpoint>(null);
            var next = change(current) with { LastModifiedTime = time.GetUtcNow() };
            return next.Status == current.Status
                ? new DocumentChange<Endpoint>(next)
                : new DocumentChange<Endpoint>(next, events.Changed(next));
        }, CancellationToken.None);
        if (changed is not null) await hosts.ApplyAsync(changed, CancellationToken.None);
        return changed;
    }
}
