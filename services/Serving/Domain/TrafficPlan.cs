using MlPlatform.Contracts.SageMaker.Endpoints;

namespace MlPlatform.Serving.Domain;

/// <summary>One step of a deployment: how much traffic the new fleet gets, and for how long it is watched then.</summary>
public sealed record TrafficStep(double Share, int BakeSeconds);

/// <summary>In which steps traffic moves from the old fleet to the new one.</summary>
public static class TrafficPlan
{
    private const string Canary = "CANARY";
    private const string Linear = "LINEAR";
    private static readonly TrafficStep[] AtOnce = [new(1, 0)];

    /// <summary>The steps of a policy. The last one gives the new fleet everything; it is watched as long as the others.</summary>
    /// <param name="config">The policy, or null for all at once without watching.</param>
    /// <param name="instances">The instances of the new fleet, for sizes given as a count.</param>
    public static IReadOnlyList<TrafficStep> Of(DeploymentConfig? config, int instances)
    {
        if (config?.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration is not { } routing) return AtOnce;
        var bake = routing.WaitIntervalInSeconds ?? 0;
        return routing.Type switch
        {
            Canary => [new(Share(routing.CanarySize!, instances), bake), new(1, bake)],
            Linear => LinearSteps(Share(routing.LinearStepSize!, instances), bake),
            _ => [new(1, bake)],
        };
    }

    /// <summary>What is wrong with a policy, or null.</summary>
    public static string? Fault(DeploymentConfig? config)
    {
        if (config is null) return null;
        if (config.RollingUpdatePolicy is not null) return "RollingUpdatePolicy is not supported here; BlueGreenUpdatePolicy is.";
        return config.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration switch
        {
            { Type: Canary, CanarySize: null } => "CanarySize must be given for traffic routing of type CANARY.",
            { Type: Linear, LinearStepSize: null } => "LinearStepSize must be given for traffic routing of type LINEAR.",
            { CanarySize: { Type: "CAPACITY_PERCENT", Value: > 50 } } => "CanarySize must not be more than 50 percent.",
            { LinearStepSize: { Type: "CAPACITY_PERCENT", Value: < 10 or > 50 } } => "LinearStepSize must be between 10 and 50 percent.",
            _ => null,
        };
    }

    private static TrafficStep[] LinearSteps(double size, int bake)
    {
        var count = (int)Math.Ceiling(1 / size - 1e-9);
        return [.. Enumerable.Range(1, count).Select(step => new TrafficStep(Math.Min(1, step * size), bake))];
    }

    private static double Share(CapacitySize size, int instances)
    {
        var share = size.Type == "CAPACITY_PERCENT" ? size.Value!.Value / 100.0 : (double)size.Value!.Value / Math.Max(1, instances);
        return Math.Clamp(share, 0.01, 1);
    }
}
