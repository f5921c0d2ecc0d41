using Google.Protobuf;

namespace MlPlatform.Dapr.Protocol;

/// <summary>One gRPC method: its path on the wire and the messages it takes and gives.</summary>
/// <param name="Path">The path, as in <c>/package.Service/Method</c>.</param>
public sealed record GrpcMethod<TRequest, TResponse>(string Path)
    where TRequest : class, IMessage<TRequest>, new()
    where TResponse : class, IMessage<TResponse>, new();

/// <summary>The one parser of a message type.</summary>
internal static class GrpcMessage<T>
    where T : class, IMessage<T>, new()
{
    public static readonly MessageParser<T> Parser = new(static () => new T());
}
