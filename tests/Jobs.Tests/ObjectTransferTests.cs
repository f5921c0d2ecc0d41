using System.IO.Compression;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using MlPlatform.Testing;

namespace MlPlatform.Jobs.Tests;

public sealed class ObjectTransferTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly ObjectStoreStub store = new();
    private readonly AmazonS3Client s3;
    private readonly ObjectTransfer transfer;

    public ObjectTransferTests()
    {
        s3 = new AmazonS3Client(
            new BasicAWSCredentials("key", "secret"),
            new AmazonS3Config { ServiceURL = store.Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-west-2", MaxErrorRetry = 0 });
        transfer = new ObjectTransfer(s3);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        s3.Dispose();
        folder.Dispose();
        await store.DisposeAsync();
    }

    [Theory]
    [InlineData("s3://b/data/train.csv", "train.csv")]
    [InlineData("s3://b/data/", "train.csv,deep/x.csv")]
    [InlineData("s3://b/data", "train.csv,deep/x.csv")]
    [InlineData("s3://b/data/tr", "train.csv")]
    public async Task Download_Prefix_KeysBecomePathsBelowIt(string uri, string expected)
    {
        store.Put("b/data/train.csv", "1,2");
        store.Put("b/data/deep/x.csv", "3,4");

        await transfer.DownloadAsync(InputSource.Create(uri, InputSource.Prefix, null), folder.File("in"), CancellationToken.None);

        Assert.Equal(expected.Split(',').Order(), FilesUnder("in").Order());
    }

    [Fact]
    public async Task Download_Manifest_BringsWhatItLists()
    {
        store.Put("b/m.json", """[{"prefix": "s3://b/data/"}, "a.csv", "deep/b.csv"]""");
        store.Put("b/data/a.csv", "a");
        store.Put("b/data/deep/b.csv", "b");
        store.Put("b/data/c.csv", "c");

        await transfer.DownloadAsync(InputSource.Create("s3://b/m.json", InputSource.Manifest, null), folder.File("in"), CancellationToken.None);

        Assert.Equal(["a.csv", "deep/b.csv"], FilesUnder("in").Order());
    }

    [Fact]
    public async Task Download_Gzip_IsPlainAfterwards()
    {
        store.Put("b/data/train.csv.gz", Gzip("1,2"));

        await transfer.DownloadAsync(InputSource.Create("s3://b/data/", InputSource.Prefix, InputSource.Gzip), folder.File("in"), CancellationToken.None);

        Assert.Equal("1,2", await File.ReadAllTextAsync(folder.File("in/train.csv")));
    }

    [Fact]
    public async Task Download_NothingUnderThePrefix_IsTheCallersFault()
    {
        var source = InputSource.Create("s3://b/none/", InputSource.Prefix, null);

        var error = await Assert.ThrowsAsync<JobInputException>(() => transfer.DownloadAsync(source, folder.File("in"), CancellationToken.None));

        Assert.Contains("No S3 objects found under S3 URL \"s3://b/none/\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_KeyThatLeavesTheFolder_IsRefused()
    {
        store.Put("b/m.json", """[{"prefix": "s3://b/"}, "../../escape"]""");
        var source = InputSource.Create("s3://b/m.json", InputSource.Manifest, null);

        await Assert.ThrowsAsync<JobInputException>(() => transfer.DownloadAsync(source, folder.File("in"), CancellationToken.None));
    }

    [Fact]
    public async Task UploadFolder_Files_BecomeKeysBelowThePrefix()
    {
        Directory.CreateDirectory(folder.File("out/deep"));
        await File.WriteAllTextAsync(folder.File("out/deep/x"), "content");

        await transfer.UploadFolderAsync(folder.File("out"), new S3Location("b", "results"), CancellationToken.None);

        Assert.Equal(["b/results/deep/x"], store.Keys);
        Assert.Equal("content", Encoding.UTF8.GetString(store["b/results/deep/x"]));
    }

    [Fact]
    public async Task Archive_SameFilesAtOtherTimes_GivesTheSameBytes()
    {
        foreach (var name in (string[])["one", "two"])
        {
            Directory.CreateDirectory(folder.File($"{name}/deep"));
            await File.WriteAllTextAsync(folder.File($"{name}/b"), "b");
            await File.WriteAllTextAsync(folder.File($"{name}/deep/a"), "a");
            File.SetLastWriteTimeUtc(folder.File($"{name}/b"), name == "one" ? DateTime.UnixEpoch.AddYears(30) : DateTime.UnixEpoch.AddYears(31));
            await JobArchive.CreateAsync(folder.File(name), folder.File($"{name}.tar.gz"), CancellationToken.None);
        }

        Assert.Equal(await File.ReadAllBytesAsync(folder.File("one.tar.gz")), await File.ReadAllBytesAsync(folder.File("two.tar.gz")));
        await JobArchive.ExtractAsync(folder.File("one.tar.gz"), folder.File("back"), CancellationToken.None);
        Assert.Equal(["b", "deep/a"], FilesUnder("back").Order());
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private IEnumerable<string> FilesUnder(string name) =>
        Directory.EnumerateFiles(folder.File(name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.File(name), file));
}
