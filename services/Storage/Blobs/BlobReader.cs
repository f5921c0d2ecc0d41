using MlPlatform.Storage.Index;

namespace MlPlatform.Storage.Blobs;

/// <summary>Sends a range of an object's bytes, segment by segment, without copying them more than once.</summary>
internal sealed class BlobReader(BlobFolder folder)
{
    private const int ChunkBytes = 128 * 1024;

    /// <summary>Calls <paramref name="take"/> with a buffer source for each chunk of the range, in order.</summary>
    public async Task SendAsync(IReadOnlyList<Segment> segments, long start, long length, IChunkTarget target, CancellationToken cancellationToken)
    {
        foreach (var segment in segments)
        {
            if (length == 0) return;
            if (start >= segment.Size)
            {
                start -= segment.Size;
                continue;
            }

            var take = Math.Min(segment.Size - start, length);
            if (segment.Data is not null)
            {
                await target.WriteAsync(segment.Data.AsMemory((int)(segment.Start + start), (int)take), cancellationToken);
            }
            else
            {
                await SendFileAsync(segment, start, take, target, cancellationToken);
            }

            length -= take;
            start = 0;
        }

        if (length != 0) throw new IOException($"The object's segments end {length} bytes before its size.");
    }

    private async Task SendFileAsync(Segment segment, long start, long length, IChunkTarget target, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(folder.PathOf(segment.Blob), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        var offset = segment.Start + start;
        while (length > 0)
        {
            var buffer = target.GetBuffer(ChunkBytes);
            if (buffer.Length > length) buffer = buffer[..(int)length];
            var read = await RandomAccess.ReadAsync(file, buffer, offset, cancellationToken);
            if (read == 0) throw new IOException($"The file of blob {segment.Blob} ends {length} bytes before its size.");
            await target.CommitAsync(read, cancellationToken);
            offset += read;
            length -= read;
        }
    }
}

/// <summary>Where chunks of an object go: the body of an answer, or a checksum.</summary>
internal interface IChunkTarget
{
    Memory<byte> GetBuffer(int size);

    ValueTask CommitAsync(int bytes, CancellationToken cancellationToken);

    ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}
