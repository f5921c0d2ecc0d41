using System.Formats.Tar;
using System.IO.Compression;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Tests;

public sealed class ModelFileTests
{
    [Fact]
    public void Model_WrittenAndRead_ScoresTheSame()
    {
        var model = Model();
        var back = ModelReader.Read(Bytes());
        foreach (var code in new double[] { 0, 1, InputColumn.UnknownCode, double.NaN })
        {
            Assert.Equal(model.ScoreOne([2.5, code]), back.ScoreOne([2.5, code]));
        }

        Assert.Equal(model.Output.Label, back.Output.Label);
        Assert.Equal(["n", "colour"], back.Inputs.Select(i => i.Name));
    }

    [Fact]
    public void EveryAlteredByte_IsRefused()
    {
        var bytes = Bytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var altered = (byte[])bytes.Clone();
            altered[i] ^= 0x10;
            Assert.Throws<LearningException>(() => ModelReader.Read(altered));
        }
    }

    [Fact]
    public void EveryTruncation_IsRefused()
    {
        var bytes = Bytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<LearningException>(() => ModelReader.Read(bytes.AsMemory(0, length)));
        }
    }

    [Fact]
    public void NewerVersion_IsNamed()
    {
        var bytes = Bytes();
        bytes[8] = 9;
        Assert.Contains("version is 9", Assert.Throws<LearningException>(() => ModelReader.Read(bytes)).Message);
    }

    [Fact]
    public void Archive_WithTheModelAmongOthers_YieldsIt()
    {
        var archive = new MemoryStream();
        using (var gzip = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "notes.txt") { DataStream = new MemoryStream([1]) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "./model.mlp") { DataStream = new MemoryStream(Bytes()) });
        }

        archive.Position = 0;
        Assert.NotNull(ModelReader.FindInArchive(archive));
    }

    [Fact]
    public void Archive_ThatIsNone_IsRefused() =>
        Assert.Throws<LearningException>(() => ModelReader.FindInArchive(new MemoryStream([1, 2, 3, 4, 5])));

    private static LinearModel Model() =>
        LinearLearner.Fit(Samples.Mixed(), LinearLearnerOptions.Default, FitContext.None, CancellationToken.None);

    private static byte[] Bytes()
    {
        var stream = new MemoryStream();
        Model().Save(stream);
        return stream.ToArray();
    }
}
