using System.Text.Json.Nodes;

namespace MlPlatform.Demo.Stages;

/// <summary>Runs the pipeline of samples/credit: quality, features, bias before, tuning, training, evaluation, bias after, condition, register.</summary>
internal sealed class PipelineStage : IStage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Name => "Run the pipeline";

    public async Task RunAsync(DemoContext demo, StageProgress progress, CancellationToken cancellationToken)
    {
        var definition = await PipelineDefinition.PrepareAsync(demo, cancellationToken);
        var name = $"credit-{demo.State.RunId}";
        await demo.EnsureAsync("SageMaker.CreatePipeline", new JsonObject
        {
            ["PipelineName"] = name,
            ["PipelineDefinition"] = definition.Text,
            ["RoleArn"] = demo.Role,
            ["ClientRequestToken"] = Token(demo, "create"),
        }, cancellationToken);

        // The token makes the start idempotent: after a kill the same execution is found again.
        var started = await demo.Aws.CallAsync("SageMaker.StartPipelineExecution", new JsonObject
        {
            ["PipelineName"] = name,
            ["ClientRequestToken"] = Token(demo, "start"),
            ["PipelineParameters"] = definition.Parameters(demo),
        }, cancellationToken);
        var arn = (string)started["PipelineExecutionArn"]!;
        demo.State.Values[StateKeys.ExecutionArn] = arn;
        demo.State.Save();

        await WaitAsync(demo, arn, definition.StepCount, progress, cancellationToken);
        demo.State.Values[StateKeys.ModelPackageArn] = await PipelineSteps.RegisteredPackageAsync(demo, arn, cancellationToken);
    }

    private static Task WaitAsync(DemoContext demo, string arn, int stepCount, StageProgress progress, CancellationToken cancellationToken) =>
        demo.PollAsync(async () =>
        {
            var execution = await demo.Aws.CallAsync("SageMaker.DescribePipelineExecution", new JsonObject { ["PipelineExecutionArn"] = arn }, cancellationToken);
            var steps = await PipelineSteps.ListAsync(demo, arn, cancellationToken);
            var running = steps.Where(step => (string?)step["StepStatus"] is "Starting" or "Executing").Select(step => (string?)step["StepName"]);
            progress.Report((double)steps.Count(step => (string?)step["StepStatus"] == "Succeeded") / stepCount, string.Join(", ", running));
            return (string?)execution["PipelineExecutionStatus"] switch
            {
                "Succeeded" => execution,
                "Failed" or "Stopped" => throw new DemoException(PipelineSteps.WhyItFailed(execution, steps)),
                _ => null,
            };
        }, Patience, "The pipeline's success", cancellationToken);

    /// <summary>An idempotency token: the same for the same run, of the length that AWS asks for.</summary>
    private static string Token(DemoContext demo, string purpose) => $"demo-{purpose}-{demo.State.RunId}".PadRight(40, '0');
}
