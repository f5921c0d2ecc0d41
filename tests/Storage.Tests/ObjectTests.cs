using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace MlPlatform.Storage.Tests;

public sealed class ObjectTests : IAsyncLifetime
{
    private StorageHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await StorageHost.StartAsync();
        using var created = await _host.PutAsync("/bucket", []);
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(StorageHost.InlineBytes)]
    [InlineData(StorageHost.InlineBytes + 1)]
    [InlineData(3_000_000)]
    public async Task Put_AnySize_IsReadBackWithItsHeaders(int size)
    {
        var data = RandomBytes(size);
        using var put = await _host.PutAsync("/bucket/a//b/../%C3%BC%20%2B+x", data, ("Content-Type", "text/csv"), ("x-amz-meta-Origin", "test"));
        using var got = await _host.GetAsync("/bucket/a//b/../%C3%BC%20%2B+x");

        Assert.Equal(data, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData(data))}\"", put.Headers.ETag!.Tag);
        Assert.Equal(put.Headers.ETag, got.Headers.ETag);
        Assert.Equal("text/csv", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal("test", got.Headers.GetValues("x-amz-meta-origin").Single());
        Assert.Equal(size > StorageHost.InlineBytes ? 1 : 0, _host.BlobFiles.Count());
    }

    [Fact]
    public async Task Get_Range_AnswersPartOfTheObject()
    {
        var data = RandomBytes(500_000);
        using var put = await _host.PutAsync("/bucket/k", data);
        using var part = await _host.GetAsync("/bucket/k", ("Range", "bytes=131000-400000"));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("bytes 131000-400000/500000", part.Content.Headers.ContentRange!.ToString());
        Assert.Equal(data[131000..400001], await part.Content.ReadAsByteArrayAsync());

        using var beyond = await _host.GetAsync("/bucket/k", ("Range", "bytes=500000-"));
        Assert.Equal("InvalidRange", await StorageHost.ErrorCodeAsync(beyond, HttpStatusCode.RequestedRangeNotSatisfiable));
    }

    [Fact]
    public async Task Put_ConditionsThatDoNotHold_LeaveTheObject()
    {
        using var first = await _host.PutAsync("/bucket/k", "one"u8.ToArray(), ("If-None-Match", "*"));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var taken = await _host.PutAsync("/bucket/k", "two"u8.ToArray(), ("If-None-Match", "*"));
        Assert.Equal("PreconditionFailed", await StorageHost.ErrorCodeAsync(taken, HttpStatusCode.PreconditionFailed));
        using var stale = await _host.PutAsync("/bucket/k", "two"u8.ToArray(), ("If-Match", "\"0123\""));
        Assert.Equal("PreconditionFailed", await StorageHost.ErrorCodeAsync(stale, HttpStatusCode.PreconditionFailed));
        using var current = await _host.PutAsync("/bucket/k", "three"u8.ToArray(), ("If-Match", first.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.OK, current.StatusCode);

        using var unchanged = await _host.GetAsync("/bucket/k", ("If-None-Match", current.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var got = await _host.GetAsync("/bucket/k");
        Assert.Equal("three", await got.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("x-amz-checksum-crc32", "AAAAAA==")]
    [InlineData("x-amz-checksum-sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    public async Task Put_WrongDigest_StoresNothing(string header, string value)
    {
        using var put = await _host.PutAsync("/bucket/k", RandomBytes(5000), (header, value));
        Assert.Equal("BadDigest", await StorageHost.ErrorCodeAsync(put, HttpStatusCode.BadRequest));
        using var got = await _host.GetAsync("/bucket/k");
        Assert.Equal("NoSuchKey", await StorageHost.ErrorCodeAsync(got, HttpStatusCode.NotFound));
        Assert.Empty(_host.BlobFiles);
    }

    [Fact]
    public async Task Put_ConnectionLostInTheMiddle_StoresNothing()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, _host.Port);
            var head = "PUT /bucket/k HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            await socket.GetStream().WriteAsync(RandomBytes(1_500_000));
        }

        await _host.RestartAsync();
        using var got = await _host.GetAsync("/bucket/k");
        Assert.Equal(HttpStatusCode.NotFound, got.StatusCode);
        Assert.Empty(_host.BlobFiles);
    }

    [Fact]
    public async Task Copy_SourceDeletedAfterwards_KeepsTheBytesUntilTheCopyGoes()
    {
        var data = RandomBytes(100_000);
        using var put = await _host.PutAsync("/bucket/source", data);
        using var copy = await _host.PutAsync("/bucket/copy", [], ("x-amz-copy-source", "/bucket/source"));
        Assert.Equal(HttpStatusCode.OK, copy.StatusCode);
        using var deleted = await _host.SendAsync(HttpMethod.Delete, "/bucket/source");
        using var got = await _host.GetAsync("/bucket/copy");
        Assert.Equal(data, await got.Content.ReadAsByteArrayAsync());

        using var last = await _host.SendAsync(HttpMethod.Delete, "/bucket/copy");
        Assert.Equal(HttpStatusCode.NoContent, last.StatusCode);
        Assert.Empty(_host.BlobFiles);
    }

    [Fact]
    public async Task Restart_FilesTheIndexDoesNotKnow_AreDeletedAndObjectsStay()
    {
        var data = RandomBytes(100_000);
        using var put = await _host.PutAsync("/bucket/k", data);
        var orphan = Path.Combine(_host.BlobFolder, "07", "0000000000000f07");
        await File.WriteAllTextAsync(orphan, "left by a crash");

        await _host.RestartAsync();
        Assert.False(File.Exists(orphan));
        using var got = await _host.GetAsync("/bucket/k");
        Assert.Equal(data, await got.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Head_MissingKey_Is404WithoutBody()
    {
        using var head = await _host.SendAsync(HttpMethod.Head, "/bucket/none");
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Put_KeyOver1024Bytes_IsRefused()
    {
        using var put = await _host.PutAsync("/bucket/" + new string('k', 1025), []);
        Assert.Equal("KeyTooLongError", await StorageHost.ErrorCodeAsync(put, HttpStatusCode.BadRequest));
    }

    internal static byte[] RandomBytes(int size)
    {
        var data = new byte[size];
        new Random(size).NextBytes(data);
        return data;
    }
}
