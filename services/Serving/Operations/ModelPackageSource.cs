using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.ServiceDefaults;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Reads the container of a model package from the registry. A package that waits for approval, or was rejected, is not served.</summary>
internal sealed class ModelPackageSource(PlatformClient platform)
{
    private const string Approved = "Approved";

    public async Task<ServedContainer> ReadAsync(string package, OperationContext context, CancellationToken cancellationToken)
    {
        var described = await DescribeAsync(package, context, cancellationToken);
        if (described["ModelApprovalStatus"]?.ToString() is { } status && status != Approved)
        {
            throw AwsException.Validation($"Model package {package} is {status}; only approved model packages can be deployed.");
        }

        var container = described["InferenceSpecification"]?["Containers"]?[0]
            ?? throw AwsException.Validation($"Model package {package} has no InferenceSpecification.");
        return new ServedContainer
        {
            Image = container["Image"]!.ToString(),
            ModelDataUrl = container["ModelDataUrl"]?.ToString(),
            Environment = (container["Environment"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? ""),
            Source = described["ModelPackageArn"]!.ToString(),
        };
    }

    private async Task<JsonObject> DescribeAsync(string package, OperationContext context, CancellationToken cancellationToken)
    {
        try
        {
            var request = new JsonObject { ["ModelPackageName"] = package };
            return await platform.SendAsync("SageMaker.DescribeModelPackage", request, context, cancellationToken);
        }
        catch (PlatformCallException fault) when (!fault.IsTransient)
        {
            throw new AwsException(AwsErrorCode.Validation, fault.Reason, fault);
        }
    }
}
