using System.Text.Json.Nodes;

namespace MlPlatform.Demo.Stages;

/// <summary>A person would read the reports now; the demo approves the model package that the pipeline registered.</summary>
internal sealed class ApproveStage : IStage
{
    public string Name => "Approve the model package";

    public async Task RunAsync(DemoContext demo, StageProgress progress, CancellationToken cancellationToken)
    {
        var arn = demo.State.Values[StateKeys.ModelPackageArn];
        await demo.Aws.CallAsync("SageMaker.UpdateModelPackage", new JsonObject
        {
            ["ModelPackageArn"] = arn,
            ["ModelApprovalStatus"] = "Approved",
            ["ApprovalDescription"] = "Approved by the demo after the quality and bias reports",
        }, cancellationToken);
    }
}
