using System.Text.Json.Nodes;

namespace MlPlatform.Demo.Stages;

/// <summary>Reads what a pipeline execution did.</summary>
internal static class PipelineSteps
{
    public static async Task<IReadOnlyList<JsonObject>> ListAsync(DemoContext demo, string executionArn, CancellationToken cancellationToken)
    {
        var steps = new List<JsonObject>();
        string? token = null;
        do
        {
            var input = new JsonObject { ["PipelineExecutionArn"] = executionArn, ["MaxResults"] = 100 };
            if (token is not null) input["NextToken"] = token;
            var page = await demo.Aws.CallAsync("SageMaker.ListPipelineExecutionSteps", input, cancellationToken);
            steps.AddRange(page["PipelineExecutionSteps"]!.AsArray().Select(step => step!.AsObject()));
            token = (string?)page["NextToken"];
        }
        while (token is not null);

        return steps;
    }

    public static async Task<string> RegisteredPackageAsync(DemoContext demo, string executionArn, CancellationToken cancellationToken) =>
        (await ListAsync(demo, executionArn, cancellationToken))
            .Select(step => (string?)step["Metadata"]?["RegisterModel"]?["Arn"]).FirstOrDefault(arn => arn is not null)
        ?? throw new DemoException("The pipeline succeeded without registering a model package.");

    public static string WhyItFailed(JsonObject execution, IReadOnlyList<JsonObject> steps)
    {
        var failed = steps.FirstOrDefault(step => (string?)step["StepStatus"] == "Failed");
        return failed is null
            ? $"The pipeline {execution["PipelineExecutionStatus"]}: {execution["FailureReason"]}"
            : $"The pipeline failed at step {failed["StepName"]}: {failed["FailureReason"]}";
    }
}
