using System.Text;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests;

/// <summary>Files with checksums that are right and manifests that are not.</summary>
public sealed class ModelManifestTests
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("", "not valid")]
    [InlineData("null", "empty")]
    [InlineData("[]", "not valid")]
    [InlineData("{}", "names no algorithm")]
    [InlineData("""{"algorithm":"x","inputs":[],"hyperparameters":{"a":null},"arrays":[]}""", "hyperparameter 'a' has no value")]
    [InlineData("""{"algorithm":"x","inputs":null,"hyperparameters":{}}""", "incomplete")]
    [InlineData("""{"algorithm":"x","inputs":[null],"hyperparameters":{},"arrays":[]}""", "an input has no name")]
    [InlineData("""{"algorithm":"x","inputs":[{"name":"a","type":"Number"},{"name":"a","type":"Number"}],"hyperparameters":{},"arrays":[]}""", "two inputs are named 'a'")]
    [InlineData("""{"algorithm":"x","inputs":[{"name":"a","type":"Colour"}],"hyperparameters":{},"arrays":[]}""", "not valid")]
    [InlineData("""{"algorithm":"x","inputs":[{"name":"a","type":"77"}],"hyperparameters":{},"arrays":[]}""", "")]
    [InlineData("""{"algorithm":"x","inputs":[{"name":"a","type":"Category","categories":["r","r"]}],"hyperparameters":{},"arrays":[]}""", "the category 'r' twice")]
    [InlineData("""{"algorithm":"x","inputs":[],"hyperparameters":{},"arrays":[null]}""", "an array has no name")]
    [InlineData("""{"algorithm":"x","inputs":[],"hyperparameters":{},"arrays":[{"name":"a","type":"f64","length":-1}]}""", "the length -1")]
    [InlineData("""{"algorithm":"x","inputs":[],"hyperparameters":{},"arrays":[{"name":"a","type":"f16","length":0}]}""", "unknown type 'f16'")]
    [InlineData("""{"algorithm":"x","inputs":[],"hyperparameters":{},"arrays":[{"name":"a","type":"f64","length":2147483647}]}""", "reaches beyond the file")]
    [InlineData("""{"algorithm":"x","inputs":[],"hyperparameters":{},"arrays":[{"name":"a","type":"f64","length":99999999999}]}""", "not valid")]
    [InlineData("""{"algorithm":"x","inputs":[],"hyperparameters":{},"arrays":[{"name":"a","type":"u8","length":0}]}""", "does not match its checksum")]
    [InlineData("{\"algorithm\":\"x\",\"inputs\":[],\"hyperparameters\":{},\"arrays\":[{\"name\":\"a\",\"type\":\"u8\",\"length\":0,\"sha256\":\"" + EmptyHash
        + "\"},{\"name\":\"a\",\"type\":\"u8\",\"length\":0,\"sha256\":\"" + EmptyHash + "\"}]}", "two arrays are named 'a'")]
    [InlineData("""{"algorithm":"x","inputs":[],"hyperparameters":{},"arrays":[]}""", "no algorithm 'x'")]
    public void Manifest_ThatMeansNothing_IsRefusedWithWhatIsWrong(string manifest, string message) =>
        Assert.Contains(message, Assert.Throws<LearningException>(() => ModelReader.Read(FileOf(Encoding.UTF8.GetBytes(manifest)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Manifest_WithRandomChanges_IsReadOrRefused()
    {
        const int Rounds = 5000;
        const string Manifest = """
            {"algorithm":"linear-learner","label":{"name":"y","classes":["a","b","c"]},"inputs":[{"name":"n","type":"Number"},{"name":"c","type":"Category","categories":["r","b"]}],
            "hyperparameters":{"epochs":"3"},"settings":{"k":"1"},"metrics":{"auc":0.5},"arrays":[{"name":"w","type":"f64","length":3,"sha256":"00"}]}
            """;
        string[] parts = ["null", "{}", "[]", "-1", "1e999", "\"\"", "2147483648", "true", "\"f32\"", "\"w\"", ",", ":", "\"", "[", "}", "\\ud800", "0"];
        var random = new SeededRandom(11);
        for (var round = 0; round < Rounds; round++)
        {
            var text = new StringBuilder(Manifest);
            for (var change = random.NextInt32(3); change >= 0; change--)
            {
                var at = random.NextInt32(text.Length);
                text.Remove(at, Math.Min(random.NextInt32(12), text.Length - at));
                if (random.NextInt32(2) == 0) text.Insert(at, parts[random.NextInt32(parts.Length)]);
            }

            var file = FileOf(Encoding.UTF8.GetBytes(text.ToString()));
            var error = Record.Exception(() => ModelReader.Read(file));
            Assert.True(error is null or LearningException, $"{text} gives {error}");
        }
    }

    [Fact]
    public void Header_WithRandomNumbers_IsRefused()
    {
        const int Rounds = 5000;
        var whole = FileOf("""{"algorithm":"x","inputs":[],"hyperparameters":{}}"""u8);
        var random = new SeededRandom(12);
        for (var round = 0; round < Rounds; round++)
        {
            var file = (byte[])whole.Clone();
            BitConverter.TryWriteBytes(file.AsSpan(8 + (4 * random.NextInt32(4))), (int)random.NextUInt64());
            Assert.Throws<LearningException>(() => ModelReader.Read(file));
        }
    }

    /// <summary>A file of a manifest alone, with a length and a checksum that are right.</summary>
    private static byte[] FileOf(ReadOnlySpan<byte> manifest)
    {
        var stream = new MemoryStream();
        var length = FileHeader.Align(FileHeader.Length + manifest.Length);
        new FileHeader(length, manifest.Length).Write(stream, manifest);
        stream.SetLength(length);
        return stream.ToArray();
    }
}
