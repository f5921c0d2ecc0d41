using MlPlatform.Serving.Domain;
using MlPlatform.Serving.Hosting;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Deployments;

/// <summary>Makes the models of the new fleet ready, and plans how traffic moves to it.</summary>
internal sealed class PrepareFleet(DeploymentDocuments documents, EndpointHosts hosts) : WorkflowActivity<Deployment, PreparedFleet>
{
    public override async Task<PreparedFleet> RunAsync(WorkflowActivityContext context, Deployment input)
    {
        if (await documents.FindAsync(input) is not { Pending: { } fleet } endpoint) return new PreparedFleet([], "The endpoint was deleted.");
        try
        {
            await hosts.LoadAsync(endpoint, fleet, CancellationToken.None);
        }
        catch (ModelHostException fault)
        {
            return new PreparedFleet([], fault.Message);
        }

        var policy = endpoint.Current is null ? null : endpoint.Deployment;
        return new PreparedFleet(TrafficPlan.Of(policy, fleet.Variants.Sum(variant => variant.InstanceCount)), Fault: null);
    }
}

/// <summary>Gives the new fleet its next share of traffic.</summary>
internal sealed class ShiftTraffic(DeploymentDocuments documents) : WorkflowActivity<TrafficShift, bool>
{
    public override async Task<bool> RunAsync(WorkflowActivityContext context, TrafficShift input) =>
        await documents.ChangeAsync(input.Deployment, endpoint => endpoint with { PendingShare = input.Share }) is not null;
}

/// <summary>Looks how the new fleet is doing.</summary>
internal sealed class CheckFleet(DeploymentDocuments documents, EndpointHosts hosts) : WorkflowActivity<Deployment, FleetVerdict>
{
    public override async Task<FleetVerdict> RunAsync(WorkflowActivityContext context, Deployment input)
    {
        if (await documents.FindAsync(input) is not { Pending: { } fleet } endpoint) return new FleetVerdict("The endpoint was deleted.");
        try
        {
            return new FleetVerdict(await hosts.FaultAsync(endpoint, fleet, CancellationToken.None));
        }
        catch (ModelHostException fault)
        {
            return new FleetVerdict(fault.Message);
        }
    }
}

/// <summary>The new fleet becomes the fleet.</summary>
internal sealed class PromoteFleet(DeploymentDocuments documents) : WorkflowActivity<Deployment, string>
{
    public override async Task<string> RunAsync(WorkflowActivityContext context, Deployment input)
    {
        var endpoint = await documents.ChangeAsync(input, current => current with
        {
            Status = EndpointStatus.InService,
            Current = current.Pending ?? current.Current,
            Pending = null,
            PendingShare = 0,
            FailureReason = null,
        });
        return endpoint?.Status ?? EndpointStatus.Deleting;
    }
}

/// <summary>All traffic goes back to the old fleet at once.</summary>
internal sealed class BeginRollBack(DeploymentDocuments documents) : WorkflowActivity<TurnBack, bool>
{
    public override async Task<bool> RunAsync(WorkflowActivityContext context, TurnBack input) =>
        await documents.ChangeAsync(input.Deployment, endpoint => endpoint with
        {
            Status = endpoint.Current is null ? endpoint.Status : EndpointStatus.RollingBack,
            PendingShare = 0,
            FailureReason = input.Fault,
        }) is not null;
}

/// <summary>The new fleet is let go; the endpoint serves as before, or has failed when it never served.</summary>
internal sealed class FinishRollBack(DeploymentDocuments documents) : WorkflowActivity<TurnBack, string>
{
    public override async Task<string> RunAsync(WorkflowActivityContext context, TurnBack input)
    {
        var endpoint = await documents.ChangeAsync(input.Deployment, current => current with
        {
            Status = current.Current is null ? EndpointStatus.Failed : EndpointStatus.InService,
            TargetConfig = current.Current?.ConfigName ?? current.TargetConfig,
            Pending = null,
            PendingShare = 0,
            FailureReason = input.Fault,
        });
        return endpoint?.Status ?? EndpointStatus.Deleting;
    }
}
