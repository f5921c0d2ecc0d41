using System.Net;
using System.Security.Cryptography;
using System.Text;
using MlPlatform.Aws.Checksums;

namespace MlPlatform.Storage.Tests;

public sealed class MultipartTests : IAsyncLifetime
{
    private StorageHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await StorageHost.StartAsync();
        using var created = await _host.PutAsync("/bucket", []);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Complete_Parts_JoinsThemUnderTheETagOfTheirDigests()
    {
        byte[][] parts = [ObjectTests.RandomBytes(4000), ObjectTests.RandomBytes(70_000), ObjectTests.RandomBytes(10)];
        var upload = await BeginAsync("/bucket/k");
        var etags = new List<string>();
        for (var i = 0; i < parts.Length; i++) etags.Add(await UploadAsync(upload, i + 1, parts[i]));
        var answer = await CompleteAsync(upload, etags);

        var digests = parts.SelectMany(MD5.HashData).ToArray();
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData(digests))}-3\"", Text(answer, "ETag"));
        using var got = await _host.GetAsync("/bucket/k", ("Range", "bytes=3990-74005"));
        Assert.Equal(parts.SelectMany(part => part).Skip(3990).Take(70016).ToArray(), await got.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Complete_FullObjectChecksum_IsThatOfTheWhole()
    {
        byte[][] parts = [ObjectTests.RandomBytes(3000), ObjectTests.RandomBytes(500)];
        var upload = await BeginAsync("/bucket/k", ("x-amz-checksum-algorithm", "CRC64NVME"));
        List<string> etags = [await UploadAsync(upload, 1, parts[0]), await UploadAsync(upload, 2, parts[1])];
        var answer = await CompleteAsync(upload, etags);
        Assert.Equal(Convert.ToBase64String(ChecksumAlgorithm.Crc64Nvme.Compute([.. parts[0], .. parts[1]])), Text(answer, "ChecksumCRC64NVME"));
    }

    [Fact]
    public async Task Complete_PartThatIsTooSmall_IsRefusedAndTheUploadGoesOn()
    {
        var upload = await BeginAsync("/bucket/k");
        List<string> etags = [await UploadAsync(upload, 1, [1, 2, 3]), await UploadAsync(upload, 2, [4])];
        Assert.Equal("EntityTooSmall", Text(await CompleteAsync(upload, etags), "Code"));
        etags[0] = await UploadAsync(upload, 1, ObjectTests.RandomBytes(StorageHost.MinimumPartBytes));
        Assert.NotEmpty(Text(await CompleteAsync(upload, etags), "ETag"));
    }

    [Fact]
    public async Task Complete_WrongOrderOrUnknownPart_IsRefused()
    {
        var upload = await BeginAsync("/bucket/k");
        var etag = await UploadAsync(upload, 2, [1]);
        Assert.Equal("InvalidPart", Text(await CompleteAsync(upload, [etag]), "Code"));
        var disordered = $"<CompleteMultipartUpload>{PartXml(2, etag)}{PartXml(1, etag)}</CompleteMultipartUpload>";
        Assert.Equal("InvalidPartOrder", Text(await _host.XmlAsync(HttpMethod.Post, upload, disordered), "Code"));
        Assert.Equal("MalformedXML", Text(await _host.XmlAsync(HttpMethod.Post, upload, "<CompleteMultipartUpload>"), "Code"));
    }

    [Fact]
    public async Task Abort_Upload_FreesItsPartsAndForgetsIt()
    {
        var upload = await BeginAsync("/bucket/k");
        await UploadAsync(upload, 1, ObjectTests.RandomBytes(50_000));
        Assert.Single(_host.BlobFiles);
        using var aborted = await _host.SendAsync(HttpMethod.Delete, upload);
        Assert.Equal(HttpStatusCode.NoContent, aborted.StatusCode);
        Assert.Empty(_host.BlobFiles);
        Assert.Equal("NoSuchUpload", Text(await _host.XmlAsync(HttpMethod.Get, upload), "Code"));
    }

    [Fact]
    public async Task PartCopy_Range_SharesTheSourcesBytes()
    {
        var data = ObjectTests.RandomBytes(50_000);
        using var put = await _host.PutAsync("/bucket/source", data);
        var upload = await BeginAsync("/bucket/k");
        var copied = await _host.XmlAsync(HttpMethod.Put, upload + "&partNumber=1", "", ("x-amz-copy-source", "bucket/source"), ("x-amz-copy-source-range", "bytes=100-40099"));
        await CompleteAsync(upload, [Text(copied, "ETag")]);
        using var deleted = await _host.SendAsync(HttpMethod.Delete, "/bucket/source");
        using var got = await _host.GetAsync("/bucket/k");
        Assert.Equal(data[100..40100], await got.Content.ReadAsByteArrayAsync());
        Assert.Single(_host.BlobFiles);
    }

    private async Task<string> BeginAsync(string path, params (string Name, string Value)[] headers) =>
        $"{path}?uploadId={Text(await _host.XmlAsync(HttpMethod.Post, path + "?uploads", "", headers), "UploadId")}";

    private async Task<string> UploadAsync(string upload, int number, byte[] data)
    {
        using var response = await _host.PutAsync($"{upload}&partNumber={number}", data);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.ETag!.Tag;
    }

    private Task<System.Xml.Linq.XElement> CompleteAsync(string upload, List<string> etags)
    {
        var body = new StringBuilder("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        for (var i = 0; i < etags.Count; i++) body.Append(PartXml(i + 1, etags[i]));
        return _host.XmlAsync(HttpMethod.Post, upload, body.Append("</CompleteMultipartUpload>").ToString());
    }

    private static string PartXml(int number, string etag) => $"<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>";

    private static string Text(System.Xml.Linq.XElement element, string name) => element.Elements().Single(child => child.Name.LocalName == name).Value;
}
