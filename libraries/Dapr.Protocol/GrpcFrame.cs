using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;

namespace MlPlatform.Dapr.Protocol;

/// <summary>A message on the wire: one byte that says whether it is compressed, four bytes of length, the message.</summary>
internal static class GrpcFrame
{
    public const int HeaderBytes = 5;

    /// <summary>Takes one message off the front of a buffer; false when it is not there in full yet.</summary>
    public static bool TryRead<T>(ref ReadOnlySequence<byte> buffer, int maxMessageBytes, string? encoding, out T? message)
        where T : class, IMessage<T>, new()
    {
        message = null;
        if (buffer.Length < HeaderBytes)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        buffer.Slice(0, HeaderBytes).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        RefuseOver(length, maxMessageBytes);
        if (buffer.Length < HeaderBytes + length)
        {
            return false;
        }

        var payload = buffer.Slice(HeaderBytes, length);
        message = header[0] switch
        {
            0 => Parse<T>(payload),
            1 => Parse<T>(new ReadOnlySequence<byte>(Decompress(payload, maxMessageBytes, encoding))),
            _ => throw new GrpcException(GrpcStatusCode.Internal, "The compressed flag of a message is neither 0 nor 1."),
        };
        buffer = buffer.Slice(payload.End);
        return true;
    }

    /// <summary>Writes a message uncompressed.</summary>
    public static void Write(IBufferWriter<byte> output, IMessage message)
    {
        var size = message.CalculateSize();
        var span = output.GetSpan(HeaderBytes + size);
        span[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)size);
        message.WriteTo(span.Slice(HeaderBytes, size));
        output.Advance(HeaderBytes + size);
    }

    private static T Parse<T>(ReadOnlySequence<byte> payload)
        where T : class, IMessage<T>, new()
    {
        try
        {
            return GrpcMessage<T>.Parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new GrpcException(GrpcStatusCode.Internal, "The message cannot be parsed: " + malformed.Message, malformed);
        }
    }

    private static byte[] Decompress(ReadOnlySequence<byte> payload, int maxMessageBytes, string? encoding)
    {
        if (encoding != "gzip")
        {
            throw new GrpcException(GrpcStatusCode.Unimplemented, $"The message encoding '{encoding}' is not supported; gzip is.");
        }

        using var plain = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            using var source = new GZipStream(new MemoryStream(payload.ToArray()), CompressionMode.Decompress);
            int read;
            while ((read = source.Read(chunk)) > 0)
            {
                RefuseOver(plain.Length + read, maxMessageBytes);
                plain.Write(chunk, 0, read);
            }
        }
        catch (InvalidDataException corrupt)
        {
            throw new GrpcException(GrpcStatusCode.Internal, "The compressed message is corrupt.", corrupt);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return plain.ToArray();
    }

    private static void RefuseOver(long length, int maxMessageBytes)
    {
        if (length > maxMessageBytes)
        {
            throw new GrpcException(
                GrpcStatusCode.ResourceExhausted,
                $"Received message larger than max ({length} vs. {maxMessageBytes})");
        }
    }
}
