using System.Buffers;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;
using MlPlatform.Storage.Checksums;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Options;
using MlPlatform.Storage.Protocol;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Storage.Blobs;

/// <summary>Takes a body in: few bytes stay in memory for the index, more go to a file that is on the disk when the task completes.</summary>
internal sealed class BlobIntake(BlobFolder folder, ObjectIndex index, IOptions<StorageOptions> options)
{
    private const int BufferBytes = 512 * 1024;

    public async Task<StagedBlob> ReceiveAsync(Stream body, ContentDigest digest, CancellationToken cancellationToken)
    {
        var inlineBytes = options.Value.InlineBytes;
        var first = ArrayPool<byte>.Shared.Rent(Math.Max(BufferBytes, inlineBytes + 1));
        try
        {
            var filled = await body.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken);
            if (filled > inlineBytes) return await SpillAsync(body, first, filled, digest, cancellationToken);
            digest.Append(first.AsSpan(0, filled));
            return new StagedBlob(folder, index.NextId(), filled, first.AsSpan(0, filled).ToArray());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(first);
        }
    }

    private async Task<StagedBlob> SpillAsync(Stream body, byte[] first, int filled, ContentDigest digest, CancellationToken cancellationToken)
    {
        var id = index.NextId();
        var path = folder.PathOf(id);
        var complete = false;
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            var size = await CopyAsync(body, file, first, filled, digest, cancellationToken);
            RandomAccess.FlushToDisk(file);
            DurableFolder.Flush(Path.GetDirectoryName(path)!);
            complete = true;
            return new StagedBlob(folder, id, size, null);
        }
        finally
        {
            if (!complete) File.Delete(path);
        }
    }

    /// <summary>Two buffers: while one is hashed and written, the other fills from the network.</summary>
    private async Task<long> CopyAsync(
        Stream body, SafeFileHandle file, byte[] first, int filled, ContentDigest digest, CancellationToken cancellationToken)
    {
        var second = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            byte[] full = first, empty = second;
            long offset = 0;
            while (filled > 0)
            {
                if (offset + filled > options.Value.MaximumPutBytes) throw TooLarge();
                var writing = RandomAccess.WriteAsync(file, full.AsMemory(0, filled), offset, CancellationToken.None).AsTask();
                offset += filled;
                try
                {
                    digest.Append(full.AsSpan(0, filled));
                    filled = await body.ReadAtLeastAsync(empty, empty.Length, throwOnEndOfStream: false, cancellationToken);
                }
                finally
                {
                    await writing;
                }

                (full, empty) = (empty, full);
            }

            return offset;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(second);
        }
    }

    private static S3Exception TooLarge() => new(S3Error.EntityTooLarge, "Your proposed upload exceeds the maximum allowed size.");
}
