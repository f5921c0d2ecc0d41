using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Steps;

/// <summary>Steps that are done when their one operation has answered: Model and RegisterModel.</summary>
internal sealed class ModelSteps(IOperations operations, OperationContext context)
{
    private const int TokenLength = 32;

    /// <summary>Makes the model or the model package, and returns its description.</summary>
    public Task<JsonObject> MakeAsync(ExecutionStep step, JsonObject request, CancellationToken cancellationToken) =>
        step.Type == StepType.Model ? CreateModelAsync(step, request, cancellationToken) : RegisterAsync(step, request, cancellationToken);

    /// <summary>The ARN in a description of what a step made.</summary>
    public static string? ArnIn(StepType type, JsonObject description) => type switch
    {
        StepType.Model => description["ModelArn"]?.ToString(),
        StepType.RegisterModel => description["ModelPackageArn"]?.ToString(),
        _ => null,
    };

    private async Task<JsonObject> CreateModelAsync(ExecutionStep step, JsonObject request, CancellationToken cancellationToken)
    {
        request["ModelName"] = step.ResourceName;
        await operations.CreateOnceAsync("CreateModel", request, context, cancellationToken);
        return await operations.SendAsync("DescribeModel", new JsonObject { ["ModelName"] = step.ResourceName }, context, cancellationToken);
    }

    private async Task<JsonObject> RegisterAsync(ExecutionStep step, JsonObject request, CancellationToken cancellationToken)
    {
        if (request["ModelPackageGroupName"] is { } group)
        {
            var name = Contracts.Arn.Name(group.ToString());
            await operations.CreateOnceAsync(
                "CreateModelPackageGroup", new JsonObject { ["ModelPackageGroupName"] = name }, context, cancellationToken);
        }

        // The registry gives a repeated token the version it had: a replay registers nothing twice.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{step.Id}/{step.Attempt}"));
        request["ClientToken"] = Convert.ToHexStringLower(digest)[..TokenLength];
        var made = await operations.SendAsync("CreateModelPackage", request, context, cancellationToken);
        var arn = made["ModelPackageArn"]!.DeepClone();
        return await operations.SendAsync("DescribeModelPackage", new JsonObject { ["ModelPackageName"] = arn }, context, cancellationToken);
    }
}
