using System.Text.Json.Nodes;

namespace MlPlatform.Demo.Stages;

/// <summary>What deploying and updating an endpoint have in common.</summary>
internal static class EndpointSteps
{
    public static string ConfigName(DemoContext demo, string version) => $"credit-{version}-{demo.State.RunId}";

    public static string CapturePrefix(DemoContext demo) => demo.Uri("captured");

    /// <summary>A model from a package, and the endpoint configuration that serves it and captures every request.</summary>
    public static async Task EnsureModelAsync(DemoContext demo, string version, string modelPackageArn, CancellationToken cancellationToken)
    {
        var name = ConfigName(demo, version);
        await demo.EnsureAsync("SageMaker.CreateModel", new JsonObject
        {
            ["ModelName"] = name,
            ["ExecutionRoleArn"] = demo.Role,
            ["Containers"] = new JsonArray(new JsonObject { ["ModelPackageName"] = modelPackageArn }),
        }, cancellationToken);
        await demo.EnsureAsync("SageMaker.CreateEndpointConfig", new JsonObject
        {
            ["EndpointConfigName"] = name,
            ["ProductionVariants"] = new JsonArray(new JsonObject
            {
                ["VariantName"] = "main",
                ["ModelName"] = name,
                ["InitialInstanceCount"] = 1,
                ["InstanceType"] = "ml.m5.large",
                ["InitialVariantWeight"] = 1.0,
            }),
            ["DataCaptureConfig"] = new JsonObject
            {
                ["EnableCapture"] = true,
                ["InitialSamplingPercentage"] = 100,
                ["DestinationS3Uri"] = CapturePrefix(demo),
                ["CaptureOptions"] = new JsonArray(new JsonObject { ["CaptureMode"] = "Input" }, new JsonObject { ["CaptureMode"] = "Output" }),
            },
        }, cancellationToken);
    }

    public static Task<JsonObject> WaitInServiceAsync(DemoContext demo, TimeSpan patience, CancellationToken cancellationToken) =>
        demo.PollAsync(async () =>
        {
            var endpoint = await demo.Aws.CallAsync("SageMaker.DescribeEndpoint", new JsonObject { ["EndpointName"] = demo.Endpoint }, cancellationToken);
            return (string?)endpoint["EndpointStatus"] switch
            {
                "InService" => endpoint,
                "Failed" => throw new DemoException($"The endpoint failed: {endpoint["FailureReason"]}"),
                _ => null,
            };
        }, patience, "The endpoint's being in service", cancellationToken);
}
