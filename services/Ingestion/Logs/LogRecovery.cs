using System.Buffers;

namespace MlPlatform.Ingestion.Logs;

/// <summary>Reads a log's files at the start: the last one whole, the sealed ones by their frame heads.</summary>
internal static class LogRecovery
{
    private const int ScanBytes = 1024 * 1024;

    /// <summary>The segments of a folder, their torn tail cut.</summary>
    /// <exception cref="LogDamagedException">Records that were acknowledged are missing or changed.</exception>
    public static List<LogSegment> Open(string folder)
    {
        var segments = new List<LogSegment>();
        var files = LogSegment.FilesIn(folder);
        for (var i = 0; i < files.Count; i++)
        {
            var segment = LogSegment.Open(files[i]);
            if (segments.Count > 0 && segments[^1].NextIndex != segment.FirstIndex)
            {
                throw new LogDamagedException(files[i], 0, $"it begins with record {segment.FirstIndex}, but the file before it ends with {segments[^1].NextIndex - 1}.");
            }

            if (i == files.Count - 1) RecoverLast(segment);
            else WalkSealed(segment);
            segment.SyncedLength = segment.Length;
            segments.Add(segment);
        }

        return segments;
    }

    private static void WalkSealed(LogSegment segment)
    {
        Span<byte> head = stackalloc byte[FrameHeader.Size];
        var fileLength = segment.FileLength();
        while (segment.Length < fileLength)
        {
            if (segment.ReadBytes(head, segment.Length) < head.Length || !FrameHeader.TryRead(head, out var header)
                || header.FirstIndex != segment.NextIndex || segment.Length + header.FrameLength > fileLength)
            {
                throw new LogDamagedException(segment.Path, segment.Length, "no frame follows, though later files exist.");
            }

            segment.Accept(header);
        }
    }

    private static void RecoverLast(LogSegment segment)
    {
        var fileLength = segment.FileLength();
        long acknowledged = 0;
        while (segment.Length < fileLength && TryReadFrame(segment, segment.Length, fileLength, out var header) && header.FirstIndex == segment.NextIndex)
        {
            acknowledged = Math.Max(acknowledged, header.SyncedLength);
            segment.Accept(header);
        }

        if (segment.Length == fileLength) return;
        acknowledged = Math.Max(acknowledged, AcknowledgedByLaterFrames(segment, fileLength));
        if (acknowledged > segment.Length)
        {
            throw new LogDamagedException(segment.Path, segment.Length, $"{acknowledged} bytes were on the disk, and a frame among them fails its checksum.");
        }

        segment.CutAt(segment.Length);
        segment.Flush();
    }

    /// <summary>What intact frames behind the damage say was on the disk before them.</summary>
    private static long AcknowledgedByLaterFrames(LogSegment segment, long fileLength)
    {
        long acknowledged = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(ScanBytes);
        try
        {
            for (var start = segment.Length; start < fileLength; start += ScanBytes - FrameHeader.Size + 1)
            {
                var read = segment.ReadBytes(buffer.AsSpan(0, ScanBytes), start);
                for (var i = 0; i + FrameHeader.Size <= read; i++)
                {
                    if (!FrameHeader.TryRead(buffer.AsSpan(i, FrameHeader.Size), out _)) continue;
                    var isLater = TryReadFrame(segment, start + i, fileLength, out var header) && header.SyncedLength <= start + i;
                    if (isLater) acknowledged = Math.Max(acknowledged, header.SyncedLength);
                }
            }

            return acknowledged;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool TryReadFrame(LogSegment segment, long offset, long fileLength, out FrameHeader header)
    {
        Span<byte> head = stackalloc byte[FrameHeader.Size];
        header = default;
        if (segment.ReadBytes(head, offset) < head.Length || !FrameHeader.TryRead(head, out header)) return false;
        if (offset + header.FrameLength > fileLength) return false;
        var frame = ArrayPool<byte>.Shared.Rent(header.FrameLength);
        try
        {
            var whole = frame.AsSpan(0, header.FrameLength);
            return segment.ReadBytes(whole, offset) == whole.Length && header.IsIntact(whole);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }
}
