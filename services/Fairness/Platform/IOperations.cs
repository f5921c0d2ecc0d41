using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Fairness.Platform;

/// <summary>The operations of the other services.</summary>
internal interface IOperations
{
    /// <exception cref="PlatformCallException">The operation refused, or its service could not be reached.</exception>
    Task<TResponse> SendAsync<TRequest, TResponse>(TRequest request, OperationContext context, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TResponse>
        where TResponse : class;
}

/// <summary>The operations as the platform's services answer them.</summary>
internal sealed class PlatformOperations(PlatformClient platform) : IOperations
{
    public Task<TResponse> SendAsync<TRequest, TResponse>(TRequest request, OperationContext context, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TResponse>
        where TResponse : class => platform.SendAsync<TRequest, TResponse>(request, context, cancellationToken);
}
