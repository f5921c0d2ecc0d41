using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace MlPlatform.Ingestion.Logs;

/// <summary>One file of a log: frames one after the other. Its owner serialises appends; reads of what was appended run beside them.</summary>
internal sealed class LogSegment
{
    private const string Extension = ".log";
    private const int BytesBetweenMarks = 32 * 1024;

    private readonly Lock _marksLock = new();
    private readonly List<Mark> _marks = [];
    private readonly SafeFileHandle _file;

    private LogSegment(string path, SafeFileHandle file, long firstIndex)
    {
        Path = path;
        _file = file;
        FirstIndex = firstIndex;
        NextIndex = firstIndex;
    }

    /// <summary>Where a frame begins; kept for one frame in about 32 KiB.</summary>
    private readonly record struct Mark(long FirstIndex, long Offset, long Arrival);

    public string Path { get; }

    public long FirstIndex { get; }

    public long NextIndex { get; private set; }

    public long Length { get; private set; }

    /// <summary>How much of the file is known to be on the disk.</summary>
    public long SyncedLength { get; set; }

    public long LastArrival { get; private set; }

    public static LogSegment Create(string folder, long firstIndex)
    {
        var path = System.IO.Path.Combine(folder, firstIndex.ToString("D20", CultureInfo.InvariantCulture) + Extension);
        return new LogSegment(path, OpenFile(path, FileMode.Create), firstIndex);
    }

    /// <summary>Opens a file that exists; its frames are made known by <see cref="Accept"/>.</summary>
    public static LogSegment Open(string path) => new(path, OpenFile(path, FileMode.Open), FirstIndexOf(path));

    /// <summary>The files of a folder that are segments, oldest first.</summary>
    public static List<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)];

    public void Append(ReadOnlySpan<byte> frame, FrameHeader header)
    {
        RandomAccess.Write(_file, frame, Length);
        Accept(header);
    }

    /// <summary>Counts a frame that lies at the end of what is known of the file.</summary>
    public void Accept(FrameHeader header)
    {
        lock (_marksLock)
        {
            if (_marks.Count == 0 || Length - _marks[^1].Offset >= BytesBetweenMarks) _marks.Add(new Mark(header.FirstIndex, Length, header.Arrival));
        }

        Length += header.FrameLength;
        NextIndex = header.NextIndex;
        LastArrival = header.Arrival;
    }

    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void CutAt(long length) => RandomAccess.SetLength(_file, length);

    public long FileLength() => RandomAccess.GetLength(_file);

    public int ReadBytes(Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(_file, buffer[total..], offset + total);
            if (read == 0) break;
            total += read;
        }

        return total;
    }

    /// <summary>Adds records from an index on, below a limit of indexes, until the read is full.</summary>
    public void Read(LogRead read, long before, int maxRecords, long maxBytes)
    {
        Span<byte> head = stackalloc byte[FrameHeader.Size];
        var offset = MarkBelow(mark => mark.FirstIndex <= read.NextIndex).Offset;
        while (!read.IsFull && read.NextIndex < before && read.NextIndex < NextIndex && read.Records.Count < maxRecords && read.Bytes < maxBytes)
        {
            if (ReadBytes(head, offset) < head.Length || !FrameHeader.TryRead(head, out var header)) throw Damaged(offset);
            if (header.NextIndex > read.NextIndex) AddFrame(read, header, offset, (before, maxRecords, maxBytes));
            offset += header.FrameLength;
        }
    }

    /// <summary>The first index that arrived at a time or later; <see cref="NextIndex"/> where none did.</summary>
    public long FindArrival(long arrival, long before)
    {
        Span<byte> head = stackalloc byte[FrameHeader.Size];
        var (index, offset, _) = MarkBelow(mark => mark.Arrival < arrival);
        while (index < before && index < NextIndex)
        {
            if (ReadBytes(head, offset) < head.Length || !FrameHeader.TryRead(head, out var header)) throw Damaged(offset);
            if (header.Arrival >= arrival) return header.FirstIndex;
            index = header.NextIndex;
            offset += header.FrameLength;
        }

        return index;
    }

    private void AddFrame(LogRead read, FrameHeader header, long offset, (long Before, int MaxRecords, long MaxBytes) limit)
    {
        var frame = read.Rent(header.FrameLength).AsMemory(0, header.FrameLength);
        if (ReadBytes(frame.Span, offset) < frame.Length || !header.IsIntact(frame.Span)) throw Damaged(offset);
        var position = FrameHeader.Size;
        for (var index = header.FirstIndex; index < header.NextIndex && index < limit.Before; index++)
        {
            var keyLength = BinaryPrimitives.ReadUInt16LittleEndian(frame.Span[position..]);
            var dataLength = BinaryPrimitives.ReadInt32LittleEndian(frame.Span[(position + 2)..]);
            var key = frame.Slice(position + FrameBuilder.RecordOverhead, keyLength);
            var data = frame.Slice(position + FrameBuilder.RecordOverhead + keyLength, dataLength);
            position += FrameBuilder.RecordOverhead + keyLength + dataLength;
            if (index < read.NextIndex) continue;
            read.IsFull = read.Records.Count >= limit.MaxRecords || (read.Records.Count > 0 && read.Bytes + dataLength > limit.MaxBytes);
            if (read.IsFull) return;
            read.Add(new LogRecord(index, header.Arrival, key, data));
        }
    }

    /// <summary>The last mark that satisfies a condition which holds for a beginning of the marks; the first mark where it holds for none.</summary>
    private Mark MarkBelow(Func<Mark, bool> condition)
    {
        lock (_marksLock)
        {
            if (_marks.Count == 0) return new Mark(FirstIndex, 0, 0);
            int low = 0, high = _marks.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (condition(_marks[middle])) low = middle + 1;
                else high = middle;
            }

            return _marks[Math.Max(0, low - 1)];
        }
    }

    private LogDamagedException Damaged(long offset) => new(Path, offset, "a frame that was acknowledged fails its checksum.");

    private static long FirstIndexOf(string path) =>
        long.Parse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture);

    private static SafeFileHandle OpenFile(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
