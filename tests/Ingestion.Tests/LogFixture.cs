using System.Text;
using MlPlatform.Ingestion.Logs;
using MlPlatform.Testing;

namespace MlPlatform.Ingestion.Tests;

/// <summary>A log in a folder of its own, with a clock that stands where it is put.</summary>
internal sealed class LogFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LogFixture(long segmentBytes = 1024 * 1024)
    {
        SegmentBytes = segmentBytes;
        Log = Open();
    }

    public long SegmentBytes { get; }

    public SettableTime Time { get; } = new();

    public SegmentedLog Log { get; private set; }

    public string Folder => _folder.Path;

    public IReadOnlyList<string> Files => LogSegment.FilesIn(_folder.Path);

    public Appended Append(params string[] records)
    {
        using var frame = new FrameBuilder(records.Sum(record => Encoding.UTF8.GetByteCount(record) + 1 + FrameBuilder.RecordOverhead));
        foreach (var record in records) frame.Add("k"u8, Encoding.UTF8.GetBytes(record));
        frame.Complete();
        var appended = Log.Append(frame);
        Log.Flush();
        return appended;
    }

    public void Reopen() => Log = Open();

    public List<string> ReadAll(long from = SegmentedLog.FirstIndex, int atOnce = 3)
    {
        var records = new List<string>();
        for (var next = from; next < Log.DurableNext;)
        {
            using var read = Log.Read(next, atOnce, long.MaxValue);
            records.AddRange(read.Records.Select(record => Encoding.UTF8.GetString(record.Data.Span)));
            next = read.NextIndex;
        }

        return records;
    }

    public void Dispose() => _folder.Dispose();

    private SegmentedLog Open() => new(_folder.Path, SegmentBytes, Time);
}

/// <summary>A clock that stands.</summary>
internal sealed class SettableTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 5, 4, 3, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
