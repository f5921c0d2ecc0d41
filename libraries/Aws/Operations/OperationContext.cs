using System.Diagnostics.CodeAnalysis;

namespace MlPlatform.Aws;

/// <summary>Who calls an operation, and where: region and account come from the caller's credential.</summary>
public sealed record OperationContext(string Region, string AccountId, string RequestId, string AccessKeyId);

/// <summary>One AWS operation: validated input in, output or <see cref="AwsException"/> out.</summary>
[SuppressMessage("Design", "CA1711", Justification = "AWS calls it an operation")]
public interface IOperation<TRequest, TResponse>
{
    Task<TResponse> HandleAsync(TRequest request, OperationContext context, CancellationToken cancellationToken);
}
