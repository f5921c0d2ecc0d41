using System.Text.Json.Nodes;

namespace MlPlatform.Demo.Stages;

/// <summary>Finds the training job that the pipeline ran.</summary>
internal static class TrainingJobs
{
    public static async Task<JsonObject> OfPipelineAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        var steps = await PipelineSteps.ListAsync(demo, demo.State.Values[StateKeys.ExecutionArn], cancellationToken);
        var arn = steps.Select(step => (string?)step["Metadata"]?["TrainingJob"]?["Arn"]).FirstOrDefault(arn => arn is not null)
            ?? throw new DemoException("The pipeline ran no training job.");
        return await demo.Aws.CallAsync("SageMaker.DescribeTrainingJob", new JsonObject { ["TrainingJobName"] = arn[(arn.LastIndexOf('/') + 1)..] }, cancellationToken);
    }
}
