using System.IO.Pipelines;
using System.Text;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Aws.Tests.Signing;

/// <summary>AWS's published example of a payload in signed chunks.</summary>
public sealed class PublishedChunksTests
{
    private const string Form = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

    [Fact]
    public async Task Copy_PublishedExample_Passes()
    {
        var request = SignedRequests.Create("PUT", "/examplebucket/chunkObject.txt",
            ("Host", "s3.amazonaws.com"), ("x-amz-date", "20130524T000000Z"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            ("x-amz-content-sha256", Form), ("Content-Encoding", "aws-chunked"), ("x-amz-decoded-content-length", "66560"), ("Content-Length", "66824"));
        request.Headers.Authorization = $"AWS4-HMAC-SHA256 Credential={SignedRequests.Key}/20130524/us-east-1/s3/aws4_request,"
            + "SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,"
            + "Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
        Assert.Equal(SignatureFault.None, request.Check(Form));

        var body = Encoding.ASCII.GetBytes(
            "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n" + new string('a', 65536) + "\r\n"
            + "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n" + new string('a', 1024) + "\r\n"
            + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n");
        RequestSignature.Read(request, out var signature);
        SignedPayload.Create(request, signature!, Form, SignedRequests.SigningKey(SignedRequests.Secret, "20130524", "s3"), out var payload);
        using var arrived = new MemoryStream();
        await payload!.CopyToAsync(PipeReader.Create(new MemoryStream(body)), arrived, CancellationToken.None);

        Assert.Equal(66824, body.Length);
        Assert.Equal(66560, arrived.Length);
    }
}
