using MlPlatform.Serving.Domain;

namespace MlPlatform.Serving.Deployments;

/// <summary>Brings a new fleet up beside the old one, moves traffic over step by step, and turns back when the new fleet fails.</summary>
internal sealed class DeployEndpoint : Workflow<Deployment, string>
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly WorkflowTaskOptions Patience = new(new WorkflowRetryPolicy(
        maxNumberOfAttempts: 200, TimeSpan.FromMilliseconds(200), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(10)));

    public override async Task<string> RunAsync(WorkflowContext context, Deployment input)
    {
        var prepared = await context.CallActivityAsync<PreparedFleet>(nameof(PrepareFleet), input, Patience);
        if (prepared.Fault is not null) return await TurnBackAsync(context, input, prepared.Fault);
        foreach (var step in prepared.Steps)
        {
            await context.CallActivityAsync<bool>(nameof(ShiftTraffic), new TrafficShift(input, step.Share), Patience);
            if (await BakeAsync(context, input, step) is { } fault) return await TurnBackAsync(context, input, fault);
        }

        return await context.CallActivityAsync<string>(nameof(PromoteFleet), input, Patience);
    }

    /// <summary>Watches the new fleet for as long as the step says; what is wrong with it, or null.</summary>
    private static async Task<string?> BakeAsync(WorkflowContext context, Deployment input, TrafficStep step)
    {
        var end = context.CurrentUtcDateTime.AddSeconds(step.BakeSeconds);
        while (context.CurrentUtcDateTime < end)
        {
            var left = end - context.CurrentUtcDateTime;
            await context.CreateTimer(left < LookInterval ? left : LookInterval);
            var verdict = await context.CallActivityAsync<FleetVerdict>(nameof(CheckFleet), input, Patience);
            if (verdict.Fault is not null) return verdict.Fault;
        }

        return null;
    }

    private static async Task<string> TurnBackAsync(WorkflowContext context, Deployment input, string fault)
    {
        var turn = new TurnBack(input, fault);
        await context.CallActivityAsync<bool>(nameof(BeginRollBack), turn, Patience);
        return await context.CallActivityAsync<string>(nameof(FinishRollBack), turn, Patience);
    }
}

/// <summary>One deployment of one endpoint; the instance id keeps deployments of an endpoint of the same name apart.</summary>
public sealed record Deployment(string Endpoint, string InstanceId);

/// <summary>The new fleet is ready and traffic can move, or what is wrong.</summary>
public sealed record PreparedFleet(IReadOnlyList<TrafficStep> Steps, string? Fault);

/// <summary>The share of traffic the new fleet is to get.</summary>
public sealed record TrafficShift(Deployment Deployment, double Share);

/// <summary>What speaks against the new fleet, or null.</summary>
public sealed record FleetVerdict(string? Fault);

/// <summary>Why a deployment is turned back.</summary>
public sealed record TurnBack(Deployment Deployment, string Fault);
