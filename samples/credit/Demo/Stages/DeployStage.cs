using System.Text.Json.Nodes;

namespace MlPlatform.Demo.Stages;

/// <summary>Puts the approved package behind an endpoint whose requests are captured.</summary>
internal sealed class DeployStage : IStage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Name => "Deploy the endpoint";

    public async Task RunAsync(DemoContext demo, StageProgress progress, CancellationToken cancellationToken)
    {
        await EndpointSteps.EnsureModelAsync(demo, "first", demo.State.Values[StateKeys.ModelPackageArn], cancellationToken);
        progress.Report(0.3);
        await demo.EnsureAsync("SageMaker.CreateEndpoint", new JsonObject
        {
            ["EndpointName"] = demo.Endpoint,
            ["EndpointConfigName"] = EndpointSteps.ConfigName(demo, "first"),
        }, cancellationToken);
        progress.Report(0.5);
        await EndpointSteps.WaitInServiceAsync(demo, Patience, cancellationToken);
    }
}
