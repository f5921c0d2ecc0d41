using System.Buffers;

namespace MlPlatform.Tables.Writing;

/// <summary>Gathers text and hands it to a stream in large pieces.</summary>
internal sealed class TextOutput(Stream stream)
{
    private const int Capacity = 64 * 1024;
    private const int Full = 60 * 1024;

    private readonly ArrayBufferWriter<byte> buffer = new(Capacity);

    public IBufferWriter<byte> Writer => buffer;

    public void FlushIfFull(CancellationToken cancellationToken)
    {
        if (buffer.WrittenCount < Full) return;
        cancellationToken.ThrowIfCancellationRequested();
        Flush();
    }

    public void Flush()
    {
        stream.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
