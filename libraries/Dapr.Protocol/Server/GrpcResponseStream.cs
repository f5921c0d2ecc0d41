using System.IO.Pipelines;
using Google.Protobuf;

namespace MlPlatform.Dapr.Protocol;

/// <summary>The answers of a server-streaming call. One writer at a time.</summary>
public sealed class GrpcResponseStream<TResponse>
    where TResponse : class, IMessage<TResponse>, new()
{
    private readonly PipeWriter _body;

    internal GrpcResponseStream(PipeWriter body) => _body = body;

    /// <summary>Sends one message and completes when the transport has taken it.</summary>
    public async ValueTask WriteAsync(TResponse message, CancellationToken cancellationToken)
    {
        GrpcFrame.Write(_body, message);
        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts a message into the buffer; <see cref="FlushAsync"/> sends what was put.</summary>
    public void Write(TResponse message) => GrpcFrame.Write(_body, message);

    /// <summary>Sends the buffered messages.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var flushed = await _body.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (flushed.IsCompleted)
        {
            throw new OperationCanceledException("The caller has gone away.");
        }
    }
}
