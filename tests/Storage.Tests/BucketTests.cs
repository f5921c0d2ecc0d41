using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MlPlatform.Storage.Tests;

public sealed class BucketTests : IAsyncLifetime
{
    private StorageHost _host = null!;

    public async Task InitializeAsync() => _host = await StorageHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Create_Twice_IsAlreadyOwned()
    {
        using var first = await _host.PutAsync("/bucket", []);
        using var second = await _host.PutAsync("/bucket", []);
        Assert.Equal("BucketAlreadyOwnedByYou", await StorageHost.ErrorCodeAsync(second, HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("127.0.0.1")]
    [InlineData("a..b")]
    [InlineData("-ab")]
    public async Task Create_InvalidName_IsRefused(string name)
    {
        using var response = await _host.PutAsync("/" + name, []);
        Assert.Equal("InvalidBucketName", await StorageHost.ErrorCodeAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Delete_BucketWithObjects_IsRefusedUntilTheyAreDeleted()
    {
        using var created = await _host.PutAsync("/bucket", []);
        using var put = await _host.PutAsync("/bucket/k", [1]);
        using var refused = await _host.SendAsync(HttpMethod.Delete, "/bucket");
        Assert.Equal("BucketNotEmpty", await StorageHost.ErrorCodeAsync(refused, HttpStatusCode.Conflict));

        var body = Encoding.UTF8.GetBytes("<Delete><Object><Key>k</Key></Object><Object><Key>none</Key></Object></Delete>");
        using var deleted = await _host.SendAsync(HttpMethod.Post, "/bucket?delete", body, ("Content-MD5", Convert.ToBase64String(MD5.HashData(body))));
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        using var gone = await _host.SendAsync(HttpMethod.Delete, "/bucket");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    [Theory]
    [InlineData("/healthz/key")]
    [InlineData("/dapr/subscribe")]
    public async Task Request_PathOfThePlatformsOwn_IsStillABucket(string target)
    {
        using var response = await _host.GetAsync(target);
        Assert.Equal("NoSuchBucket", await StorageHost.ErrorCodeAsync(response, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Request_SubResourceThatIsNotImplemented_SaysSo()
    {
        using var created = await _host.PutAsync("/bucket", []);
        using var response = await _host.PutAsync("/bucket?policy", []);
        Assert.Equal("NotImplemented", await StorageHost.ErrorCodeAsync(response, HttpStatusCode.NotImplemented));
    }

    [Fact]
    public async Task Request_OtherOwnerExpected_IsDenied()
    {
        using var created = await _host.PutAsync("/bucket", []);
        using var response = await _host.GetAsync("/bucket", ("x-amz-expected-bucket-owner", "999999999999"));
        Assert.Equal("AccessDenied", await StorageHost.ErrorCodeAsync(response, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task List_EncodingUrl_PercentEncodesKeys()
    {
        using var created = await _host.PutAsync("/bucket", []);
        using var put = await _host.PutAsync("/bucket/a%20b/%01%2B", [1]);
        var listed = await _host.XmlAsync(HttpMethod.Get, "/bucket?list-type=2&encoding-type=url");
        Assert.Contains("<Key>a%20b/%01%2B</Key>", listed.ToString(), StringComparison.Ordinal);
    }
}
