using System.Text.Json.Nodes;

namespace MlPlatform.Demo.Stages;

/// <summary>Trains a second version, registers and approves it, and lets it out as a canary while traffic flows.</summary>
internal sealed class CanaryStage : IStage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PauseBetweenRequests = TimeSpan.FromMilliseconds(25);

    public string Name => "Send a second version out as a canary";

    public async Task RunAsync(DemoContext demo, StageProgress progress, CancellationToken cancellationToken)
    {
        var modelData = await TrainAsync(demo, cancellationToken);
        progress.Report(0.3, "registering");
        var package = await RegisterAsync(demo, modelData, cancellationToken);
        progress.Report(0.4, "deploying");
        await EndpointSteps.EnsureModelAsync(demo, "second", package, cancellationToken);
        await UpdateAsync(demo, cancellationToken);
        progress.Report(0.5, "baking");
        var endpoint = await WithTrafficAsync(demo, () => EndpointSteps.WaitInServiceAsync(demo, Patience, cancellationToken), cancellationToken);
        if ((string?)endpoint["EndpointConfigName"] != EndpointSteps.ConfigName(demo, "second"))
        {
            throw new DemoException($"The canary was rolled back: {endpoint["FailureReason"]}");
        }
    }

    /// <summary>Keeps requests coming while the canary is out: without them nobody could tell whether it is well.</summary>
    private static async Task<T> WithTrafficAsync<T>(DemoContext demo, Func<Task<T>> wait, CancellationToken cancellationToken)
    {
        var schema = await FeatureSchema.ReadAsync(demo, cancellationToken);
        var rows = demo.Data.Rows.Where(row => row.Fields is not null).Select(row => schema.RequestRow(row.Fields!, _ => null)).ToList();
        var waiting = wait();
        for (var sent = 0; !waiting.IsCompleted; sent++)
        {
            await demo.Aws.InvokeEndpointAsync(demo.Endpoint, rows[sent % rows.Count], cancellationToken);
            await Task.Delay(PauseBetweenRequests, demo.Time, cancellationToken);
        }

        return await waiting;
    }

    /// <summary>The training job of the pipeline once more, with a stronger penalty on large weights.</summary>
    private static async Task<string> TrainAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        var first = await TrainingJobs.OfPipelineAsync(demo, cancellationToken);
        var name = $"credit-second-{demo.State.RunId}";
        var hyperparameters = first["HyperParameters"]!.DeepClone().AsObject();
        hyperparameters["wd"] = "0.01";
        await demo.EnsureAsync("SageMaker.CreateTrainingJob", new JsonObject
        {
            ["TrainingJobName"] = name,
            ["RoleArn"] = demo.Role,
            ["AlgorithmSpecification"] = new JsonObject
            {
                ["TrainingImage"] = first["AlgorithmSpecification"]!["TrainingImage"]!.DeepClone(),
                ["TrainingInputMode"] = "File",
            },
            ["HyperParameters"] = hyperparameters,
            ["InputDataConfig"] = first["InputDataConfig"]!.DeepClone(),
            ["OutputDataConfig"] = new JsonObject { ["S3OutputPath"] = demo.Uri("second") },
            ["ResourceConfig"] = first["ResourceConfig"]!.DeepClone(),
            ["StoppingCondition"] = first["StoppingCondition"]!.DeepClone(),
        }, cancellationToken);
        return await demo.PollAsync(async () =>
        {
            var job = await demo.Aws.CallAsync("SageMaker.DescribeTrainingJob", new JsonObject { ["TrainingJobName"] = name }, cancellationToken);
            return (string?)job["TrainingJobStatus"] switch
            {
                "Completed" => (string?)job["ModelArtifacts"]!["S3ModelArtifacts"],
                "Failed" or "Stopped" => throw new DemoException($"Training the second version failed: {job["FailureReason"]}"),
                _ => null,
            };
        }, Patience, "The second version's training", cancellationToken);
    }

    private static async Task<string> RegisterAsync(DemoContext demo, string modelData, CancellationToken cancellationToken)
    {
        if (demo.State.Values.TryGetValue(StateKeys.SecondModelPackageArn, out var registered)) return registered;
        var first = await demo.Aws.CallAsync("SageMaker.DescribeModelPackage",
            new JsonObject { ["ModelPackageName"] = demo.State.Values[StateKeys.ModelPackageArn] }, cancellationToken);
        var specification = first["InferenceSpecification"]!.DeepClone().AsObject();
        specification["Containers"]![0]!["ModelDataUrl"] = modelData;
        var created = await demo.Aws.CallAsync("SageMaker.CreateModelPackage", new JsonObject
        {
            ["ModelPackageGroupName"] = (string)first["ModelPackageGroupName"]!,
            ["ModelPackageDescription"] = "Second version, with a stronger penalty",
            ["InferenceSpecification"] = specification,
            ["ModelApprovalStatus"] = "Approved",
            ["ClientToken"] = $"second-{demo.State.RunId}",
        }, cancellationToken);
        var arn = (string)created["ModelPackageArn"]!;
        demo.State.Values[StateKeys.SecondModelPackageArn] = arn;
        demo.State.Save();
        return arn;
    }

    /// <summary>Starts the update unless it was started before: by a demo that was killed, or by a call whose answer was lost.</summary>
    private static async Task UpdateAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        if (await HasBegunAsync(demo, cancellationToken)) return;
        try
        {
            await demo.Aws.CallAsync("SageMaker.UpdateEndpoint", CanaryUpdate(demo), cancellationToken);
        }
        catch (AwsCallException)
        {
            if (!await HasBegunAsync(demo, cancellationToken)) throw;
        }
    }

    private static async Task<bool> HasBegunAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        var endpoint = await demo.Aws.CallAsync("SageMaker.DescribeEndpoint", new JsonObject { ["EndpointName"] = demo.Endpoint }, cancellationToken);
        return (string?)endpoint["EndpointConfigName"] == EndpointSteps.ConfigName(demo, "second") || (string?)endpoint["EndpointStatus"] == "Updating";
    }

    private static JsonObject CanaryUpdate(DemoContext demo) => new()
    {
        ["EndpointName"] = demo.Endpoint,
        ["EndpointConfigName"] = EndpointSteps.ConfigName(demo, "second"),
        ["DeploymentConfig"] = new JsonObject
        {
            ["BlueGreenUpdatePolicy"] = new JsonObject
            {
                ["TrafficRoutingConfiguration"] = new JsonObject
                {
                    ["Type"] = "CANARY",
                    ["CanarySize"] = new JsonObject { ["Type"] = "CAPACITY_PERCENT", ["Value"] = 20 },
                    ["WaitIntervalInSeconds"] = 3,
                },
            },
        },
    };
}
