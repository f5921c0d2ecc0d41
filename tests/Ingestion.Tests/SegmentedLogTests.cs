using System.Globalization;
using MlPlatform.Ingestion.Logs;

namespace MlPlatform.Ingestion.Tests;

public sealed class SegmentedLogTests
{
    [Fact]
    public void Read_OverManySegments_GivesEveryRecordOnceInOrder()
    {
        using var fixture = new LogFixture(segmentBytes: 500);
        var written = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            string[] records = [.. Enumerable.Range(0, 1 + (i % 4)).Select(n => $"{i}.{n}")];
            fixture.Append(records);
            written.AddRange(records);
        }

        Assert.True(fixture.Files.Count > 5);
        Assert.Equal(written, fixture.ReadAll());
        fixture.Reopen();
        Assert.Equal(written, fixture.ReadAll(atOnce: 7));
        Assert.Equal(written.Skip(10), fixture.ReadAll(from: 11));
    }

    [Fact]
    public void Read_RecordNotFlushed_IsNotSeen()
    {
        using var fixture = new LogFixture();
        using var frame = new FrameBuilder(100);
        frame.Add("k"u8, "data"u8);
        frame.Complete();
        fixture.Log.Append(frame);
        using (var before = fixture.Log.Read(1, 10, 1000)) Assert.Empty(before.Records);
        fixture.Log.Flush();
        using var after = fixture.Log.Read(1, 10, 1000);
        Assert.Single(after.Records);
    }

    [Fact]
    public void Read_ByteLimit_StopsBeforeItButGivesAtLeastOne()
    {
        using var fixture = new LogFixture();
        fixture.Append("aaaa", "bbbb", "cccc");
        using var two = fixture.Log.Read(1, 10, 9);
        Assert.Equal(2, two.Records.Count);
        using var one = fixture.Log.Read(2, 10, 1);
        Assert.Equal(2, Assert.Single(one.Records).Index);
    }

    [Fact]
    public void FindArrival_EveryInstant_IsTheFirstRecordAtOrAfterIt()
    {
        using var fixture = new LogFixture(segmentBytes: 300);
        var start = fixture.Time.Now;
        for (var i = 0; i < 40; i++)
        {
            fixture.Time.Now = start.AddMilliseconds(10 * i);
            fixture.Append(i.ToString(CultureInfo.InvariantCulture));
        }

        for (var offset = -5; offset <= 395; offset++)
        {
            var expected = Math.Min(41, 1 + Math.Max(0, (offset + 9) / 10));
            Assert.Equal(expected, fixture.Log.FindArrival(start.AddMilliseconds(offset).ToUnixTimeMilliseconds()));
        }
    }

    [Fact]
    public void Append_ClockStepsBack_ArrivalsDoNot()
    {
        using var fixture = new LogFixture();
        var first = fixture.Append("a");
        fixture.Time.Now = fixture.Time.Now.AddHours(-1);
        Assert.Equal(first.Arrival, fixture.Append("b").Arrival);
    }

    [Fact]
    public void Trim_OldFiles_MovesTheHorizonAndReadsGoOnFromIt()
    {
        using var fixture = new LogFixture(segmentBytes: 300);
        for (var i = 0; i < 30; i++) fixture.Append(i.ToString(CultureInfo.InvariantCulture));
        fixture.Time.Now = fixture.Time.Now.AddHours(1);
        fixture.Append("last");
        fixture.Log.TrimBefore(fixture.Time.Now.ToUnixTimeMilliseconds());

        Assert.True(fixture.Log.TrimHorizon > 1);
        Assert.Equal("last", fixture.ReadAll()[^1]);
        fixture.Reopen();
        Assert.Equal(32, fixture.Log.DurableNext);
    }

    [Fact]
    public async Task Wait_RecordArrives_Completes()
    {
        using var fixture = new LogFixture();
        var waiting = fixture.Log.WaitForAsync(1, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        fixture.Append("a");
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(2, fixture.Log.DurableNext);
    }
}
