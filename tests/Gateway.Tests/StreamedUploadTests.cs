using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace MlPlatform.Gateway.Tests;

/// <summary>Uploads are checked while they pass: what is not what was signed never completes at the service.</summary>
public sealed class StreamedUploadTests(RunningGateway gateway) : IClassFixture<RunningGateway>
{
    private static readonly byte[] Data = [.. Enumerable.Range(0, 400_000).Select(number => (byte)(number * 31))];

    [Fact]
    public async Task DotNetClient_SignedChunksWithTrailer_ArrivePlain()
    {
        Reset();
        using var client = Client();

        await client.PutObjectAsync(new PutObjectRequest { BucketName = "bucket", Key = "key", InputStream = new MemoryStream(Data), UseChunkEncoding = true });

        var request = Assert.Single(gateway.Sidecar.Received);
        Assert.Equal(Data, request.Body);
        Assert.Equal($"{Data.Length}", request.Headers["Content-Length"]);
        Assert.False(request.Headers.ContainsKey("Content-Encoding"), "the framing's coding is not the object's");
        Assert.True(request.Headers.ContainsKey("x-amz-trailer"), "the service is told which checksum to keep");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DotNetClient_EveryWayOfSigningABody_ArrivesWhole(bool isChunked)
    {
        Reset();
        using var client = Client();

        await client.PutObjectAsync(new PutObjectRequest { BucketName = "bucket", Key = "a b/ü", InputStream = new MemoryStream(Data), UseChunkEncoding = isChunked });

        Assert.Equal(Data, Assert.Single(gateway.Sidecar.Received).Body);
    }

    [Fact]
    public async Task Upload_BodyOtherThanItsHash_NeverCompletesAndIsRefused()
    {
        Reset();
        var tampered = (byte[])Data.Clone();
        tampered[200_000] ^= 1;

        var (status, body) = await PutAsync(tampered, Convert.ToHexStringLower(SHA256.HashData(Data)));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("<Code>XAmzContentSHA256Mismatch</Code>", body, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Sidecar.Received, request => request.IsWhole);
    }

    [Fact]
    public async Task Upload_EmptyBodyUnderAnotherHash_IsRefusedBeforeTheService()
    {
        Reset();

        var (status, body) = await PutAsync([], Convert.ToHexStringLower(SHA256.HashData(Data)));

        Assert.True(status == HttpStatusCode.BadRequest, body);
        Assert.Empty(gateway.Sidecar.Received);
    }

    [Fact]
    public async Task Upload_ToAServiceThatIsNotThere_MayBeTriedAgain()
    {
        Reset();
        gateway.Sidecar.Answer = static (http, _) =>
        {
            http.Response.StatusCode = 500;
            http.Response.ContentType = "application/json";
            var error = """{"errorCode":"ERR_DIRECT_INVOKE","message":"failed to invoke, id: storage"}"""u8.ToArray();
            http.Response.ContentLength = error.Length;
            return http.Response.Body.WriteAsync(error).AsTask();
        };

        var (status, body) = await PutAsync(Data, Convert.ToHexStringLower(SHA256.HashData(Data)));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("<Code>ServiceUnavailable</Code>", body, StringComparison.Ordinal);
    }

    private void Reset()
    {
        gateway.Sidecar.Forget();
        gateway.Sidecar.Answer = static (_, _) => Task.CompletedTask;
    }

    private AmazonS3Client Client() => new(
        new BasicAWSCredentials(RunningGateway.AccessKey, RunningGateway.SecretKey),
        new AmazonS3Config { ServiceURL = gateway.Endpoint.ToString(), ForcePathStyle = true, AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });

    /// <summary>A PUT whose signature is right for the hash it states, whatever its body is.</summary>
    private async Task<(HttpStatusCode Status, string Body)> PutAsync(byte[] body, string statedHash)
    {
        using var message = new HttpRequestMessage(HttpMethod.Put, new Uri(gateway.Endpoint, "/bucket/key")) { Content = new ByteArrayContent(body) };
        PlainSigner.Sign(message, gateway.Endpoint.Authority, statedHash, TimeProvider.System.GetUtcNow());
        using var client = new HttpClient();
        using var answer = await client.SendAsync(message);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
