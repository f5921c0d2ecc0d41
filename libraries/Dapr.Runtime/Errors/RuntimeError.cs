using MlPlatform.Dapr.Protocol;

namespace MlPlatform.Dapr.Runtime.Errors;

/// <summary>An expected failure: Dapr's stable code and what it is over HTTP and over gRPC.</summary>
internal sealed record RuntimeError(string Code, int HttpStatus, GrpcStatusCode GrpcStatus)
{
    /// <summary>This failure as an exception with a message for the caller.</summary>
    public RuntimeErrorException With(string message) => new(this, message);
}

/// <summary>Carries an expected failure to the transport, which translates it.</summary>
internal sealed class RuntimeErrorException(RuntimeError error, string message) : Exception(message)
{
    public RuntimeError Error { get; } = error;
}
