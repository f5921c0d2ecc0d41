using System.Formats.Tar;
using System.IO.Compression;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests;

public sealed class ModelFileTests
{
    private static readonly byte[] Bytes = Saved();

    [Fact]
    public void Model_MappedFromDisk_ScoresAsFromBytes()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, ModelFile.FileName);
        File.WriteAllBytes(path, Bytes);
        Assert.Equal(ModelReader.Read(Bytes).ScoreOne([2.5, 1]), ModelReader.Open(path).ScoreOne([2.5, 1]));
        Assert.Equal(ModelReader.Read(Bytes).ScoreOne([2.5, 1]), ModelReader.FindInFolder(folder.Path)!.ScoreOne([2.5, 1]));
    }

    [Fact]
    public void Memory_OfAMappedFile_OutlivesTheFileObject()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "m");
        File.WriteAllBytes(path, Bytes);
        var weights = Opened(path);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(ModelFile.Read(Bytes).Array<double>("weights"), weights.ToArray());

        static ReadOnlyMemory<double> Opened(string path) => ModelFile.Open(path).Memory<double>("weights");
    }

    [Fact]
    public void EveryAlteredByte_IsRefused()
    {
        for (var i = 0; i < Bytes.Length; i++)
        {
            foreach (var flip in (byte[])[1, 0x10, 0xFF])
            {
                var altered = (byte[])Bytes.Clone();
                altered[i] ^= flip;
                Assert.Throws<LearningException>(() => ModelReader.Read(altered));
            }
        }
    }

    [Fact]
    public void EveryTruncation_IsRefused()
    {
        for (var length = 0; length < Bytes.Length; length++)
        {
            Assert.Throws<LearningException>(() => ModelReader.Read(Bytes.AsMemory(0, length)));
        }
    }

    [Fact]
    public void EmptyFile_OnDisk_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, ModelFile.FileName);
        File.WriteAllBytes(path, []);
        Assert.Contains("only 0 bytes", Assert.Throws<LearningException>(() => ModelReader.Open(path)).Message);
    }

    [Fact]
    public void BytesAfterTheEnd_AreRefused() =>
        Assert.Contains("should have", Assert.Throws<LearningException>(() => ModelReader.Read((byte[])[.. Bytes, 0])).Message);

    [Fact]
    public void NewerVersion_IsNamed()
    {
        var bytes = (byte[])Bytes.Clone();
        bytes[8] = 9;
        Assert.Contains("version is 9", Assert.Throws<LearningException>(() => ModelReader.Read(bytes)).Message);
    }

    [Fact]
    public void AlteredArray_IsNamed()
    {
        var bytes = (byte[])Bytes.Clone();
        bytes[^FileHeader.Alignment] ^= 1;
        Assert.Contains("array 'encoding.states' does not match its checksum", Assert.Throws<LearningException>(() => ModelReader.Read(bytes)).Message);
    }

    [Fact]
    public void Manifest_NamesItsWriterAndHashesEveryArray()
    {
        var manifest = ModelFile.Read(Bytes).Manifest;
        Assert.StartsWith("MlPlatform.Learning ", manifest.WrittenBy);
        Assert.Equal("0", manifest.Hyperparameters["seed"]);
        Assert.All(manifest.Arrays, array => Assert.Equal(64, array.Sha256.Length));
    }

    [Fact]
    public void Archive_WithTheModelAmongOthers_YieldsIt()
    {
        var archive = new MemoryStream();
        using (var gzip = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "notes.txt") { DataStream = new MemoryStream([1]) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "./model.mlp") { DataStream = new MemoryStream(Bytes) });
        }

        archive.Position = 0;
        Assert.NotNull(ModelReader.FindInArchive(archive));
    }

    [Fact]
    public void Archive_ThatIsNone_IsRefused() =>
        Assert.Throws<LearningException>(() => ModelReader.FindInArchive(new MemoryStream([1, 2, 3, 4, 5])));

    private static byte[] Saved()
    {
        var stream = new MemoryStream();
        LinearLearner.Fit(Samples.Mixed(), LinearLearnerOptions.Default, FitContext.None, CancellationToken.None).Save(stream);
        return stream.ToArray();
    }
}
