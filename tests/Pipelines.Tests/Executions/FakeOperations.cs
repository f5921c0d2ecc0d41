using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Pipelines.Steps;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines.Tests.Executions;

/// <summary>The other services: jobs that are created once and end after a number of looks.</summary>
internal sealed class FakeOperations : IOperations
{
    private readonly Dictionary<string, JsonObject> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _looks = new(StringComparer.Ordinal);

    /// <summary>Operation and name, in the order of the calls that changed something.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>How a job ends, by its name; Completed unless told otherwise.</summary>
    public Func<string, JsonObject> Ending { get; set; } = _ => new JsonObject { ["Status"] = "Completed" };

    /// <summary>How many looks find a job in progress.</summary>
    public int LooksInProgress { get; set; } = 1;

    public JsonObject Request(string namePart) => _resources.First(resource => resource.Key.Contains(namePart, StringComparison.Ordinal)).Value;

    public Task<JsonObject> SendAsync(string operation, JsonObject request, OperationContext context, CancellationToken cancellationToken)
    {
        lock (_resources) return Task.FromResult(Send(operation, request));
    }

    private JsonObject Send(string operation, JsonObject request)
    {
        switch (operation)
        {
            case "CreateModelPackage":
                Changes.Add($"{operation} {request["ClientToken"]}");
                return new JsonObject { ["ModelPackageArn"] = "arn:aws:sagemaker:r:1:model-package/g/1" };
            case "DescribeModelPackage":
                return new JsonObject { ["ModelPackageArn"] = "arn:aws:sagemaker:r:1:model-package/g/1" };
            case "ListTrainingJobsForHyperParameterTuningJob":
                return new JsonObject { ["TrainingJobSummaries"] = new JsonArray() };
        }

        var resource = operation[(operation.StartsWith("Describe", StringComparison.Ordinal) ? 8 : operation.StartsWith("Stop", StringComparison.Ordinal) ? 4 : 6)..];
        var name = request[$"{resource}Name"]!.ToString();
        if (operation.StartsWith("Create", StringComparison.Ordinal)) return Create(operation, name, request, resource);
        if (operation.StartsWith("Stop", StringComparison.Ordinal))
        {
            Changes.Add($"{operation} {name}");
            Ending = _ => new JsonObject { ["Status"] = "Stopped" };
            _looks[name] = LooksInProgress;
            return [];
        }

        return Describe(resource, name);
    }

    private JsonObject Create(string operation, string name, JsonObject request, string resource)
    {
        if (!_resources.TryAdd(name, (JsonObject)request.DeepClone()))
        {
            throw new PlatformCallException($"SageMaker.{operation}", "ResourceInUse", $"{resource} {name} already exists.");
        }

        Changes.Add($"{operation} {name}");
        return [];
    }

    private JsonObject Describe(string resource, string name)
    {
        var description = (JsonObject)_resources[name].DeepClone();
        description[$"{resource}Arn"] = $"arn:aws:sagemaker:r:1:job/{name}";
        var looks = _looks[name] = _looks.GetValueOrDefault(name) + 1;
        if (looks <= LooksInProgress)
        {
            description[$"{resource}Status"] = "InProgress";
            return description;
        }

        foreach (var (member, value) in Ending(name))
        {
            description[member == "Status" ? $"{resource}Status" : member] = value?.DeepClone();
        }

        return description;
    }
}
