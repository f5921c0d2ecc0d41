using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines.Steps;

/// <summary>The operations of the other services, by name and as JSON: a definition's arguments are passed on as they are.</summary>
public interface IOperations
{
    /// <exception cref="PlatformCallException">The operation refused, or its service could not be reached.</exception>
    Task<JsonObject> SendAsync(string operation, JsonObject request, OperationContext context, CancellationToken cancellationToken);
}

/// <summary>The operations as the platform's services answer them.</summary>
internal sealed class PlatformOperations(PlatformClient platform) : IOperations
{
    public Task<JsonObject> SendAsync(string operation, JsonObject request, OperationContext context, CancellationToken cancellationToken) =>
        platform.SendAsync($"SageMaker.{operation}", request, context, cancellationToken);
}
