using MlPlatform.Ingestion.Logs;

namespace MlPlatform.Ingestion.Tests;

/// <summary>What a crash and what damage leave, at every byte.</summary>
public sealed class LogRecoveryTests
{
    [Fact]
    public void Open_TailTornAtEveryByte_KeepsWhatIsWholeAndTakesMore()
    {
        using var written = new LogFixture();
        written.Append("one", "two");
        var whole = new FileInfo(written.Files[0]).Length;
        written.Append("three");
        var bytes = File.ReadAllBytes(written.Files[0]);

        for (var length = whole; length < bytes.Length; length++)
        {
            using var torn = new LogFixture();
            File.WriteAllBytes(torn.Files[0], bytes[..(int)length]);
            torn.Reopen();
            Assert.Equal(["one", "two"], torn.ReadAll());
            Assert.Equal(whole, new FileInfo(torn.Files[0]).Length);
            Assert.Equal(3, torn.Append("again").FirstIndex);
            torn.Reopen();
            Assert.Equal(["one", "two", "again"], torn.ReadAll());
        }
    }

    [Fact]
    public void Open_AnyByteOfAcknowledgedRecordsChanged_RefusesAndNamesTheFile()
    {
        using var written = new LogFixture();
        written.Append("one", "two");
        var acknowledged = (int)new FileInfo(written.Files[0]).Length;
        written.Append("three");
        var bytes = File.ReadAllBytes(written.Files[0]);

        for (var i = 0; i < acknowledged; i++)
        {
            using var damaged = new LogFixture();
            var copy = (byte[])bytes.Clone();
            copy[i] ^= 0x10;
            File.WriteAllBytes(damaged.Files[0], copy);
            var refused = Assert.Throws<LogDamagedException>(damaged.Reopen);
            Assert.Equal(damaged.Files[0], refused.File);
            Assert.Contains(damaged.Files[0], refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_GarbageBehindTheLastFrame_IsCut()
    {
        using var fixture = new LogFixture();
        fixture.Append("one");
        File.AppendAllText(fixture.Files[0], new string('\0', 5000));
        fixture.Reopen();
        Assert.Equal(["one"], fixture.ReadAll());
    }

    [Fact]
    public void Open_FileInTheMiddleMissing_Refuses()
    {
        using var fixture = new LogFixture(segmentBytes: 100);
        for (var i = 0; i < 10; i++) fixture.Append("some record " + i);
        File.Delete(fixture.Files[2]);
        Assert.Throws<LogDamagedException>(fixture.Reopen);
    }

    [Fact]
    public void Open_SealedFileCutShort_Refuses()
    {
        using var fixture = new LogFixture(segmentBytes: 200);
        for (var i = 0; i < 10; i++) fixture.Append("some record " + i);
        File.WriteAllBytes(fixture.Files[1], File.ReadAllBytes(fixture.Files[1])[..^3]);
        Assert.Throws<LogDamagedException>(fixture.Reopen);
    }

    [Fact]
    public void Read_SealedFrameChangedOnDisk_RefusesToGiveIt()
    {
        using var fixture = new LogFixture(segmentBytes: 200);
        for (var i = 0; i < 10; i++) fixture.Append("some record " + i);
        var bytes = File.ReadAllBytes(fixture.Files[0]);
        bytes[FrameHeader.Size + 10] ^= 1;
        File.WriteAllBytes(fixture.Files[0], bytes);
        fixture.Reopen();
        Assert.Throws<LogDamagedException>(() => fixture.ReadAll());
    }
}
