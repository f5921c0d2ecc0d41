using MlPlatform.Aws.Signing;

namespace MlPlatform.Aws.Tests.Signing;

/// <summary>The signatures AWS publishes for its example requests: an oracle nobody here computed.</summary>
public sealed class PublishedExamplesTests
{
    private const string Empty = SignedPayload.EmptyHash;
    private const string Host = "examplebucket.s3.amazonaws.com";

    [Fact]
    public void GetObject_WithRange_Matches()
    {
        var request = SignedRequests.Create("GET", "/test.txt", ("Host", Host), ("Range", "bytes=0-9"), ("x-amz-content-sha256", Empty), ("x-amz-date", "20130524T000000Z"));
        request.Headers.Authorization = Authorization(
            "host;range;x-amz-content-sha256;x-amz-date", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");

        Assert.Equal(SignatureFault.None, request.Check(Empty));
    }

    [Fact]
    public void PutObject_WithEncodedKey_Matches()
    {
        const string hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        var request = SignedRequests.Create("PUT", "/test%24file.text", ("Host", Host), ("Date", "Fri, 24 May 2013 00:00:00 GMT"),
            ("x-amz-content-sha256", hash), ("x-amz-date", "20130524T000000Z"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"));
        request.Headers.Authorization = Authorization(
            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");

        Assert.Equal(SignatureFault.None, request.Check(hash));
    }

    [Fact]
    public void GetBucketLifecycle_ParameterWithoutValue_Matches()
    {
        var request = SignedRequests.Create("GET", "/?lifecycle", ("Host", Host), ("x-amz-content-sha256", Empty), ("x-amz-date", "20130524T000000Z"));
        request.Headers.Authorization = Authorization(
            "host;x-amz-content-sha256;x-amz-date", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");

        Assert.Equal(SignatureFault.None, request.Check(Empty));
    }

    [Fact]
    public void ListObjects_TwoParameters_Matches()
    {
        var request = SignedRequests.Create("GET", "/?max-keys=2&prefix=J", ("Host", Host), ("x-amz-content-sha256", Empty), ("x-amz-date", "20130524T000000Z"));
        request.Headers.Authorization = Authorization(
            "host;x-amz-content-sha256;x-amz-date", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");

        Assert.Equal(SignatureFault.None, request.Check(Empty));
    }

    [Fact]
    public void PresignedGet_WithinItsDay_Matches()
    {
        var request = SignedRequests.Create("GET",
            "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404", ("Host", Host));

        Assert.Equal(SignatureFault.None, request.Check(SignedPayload.Unsigned, SignedRequests.Now.AddHours(23)));
        Assert.Equal(SignatureFault.Expired, request.Check(SignedPayload.Unsigned, SignedRequests.Now.AddHours(25)));
    }

    private static string Authorization(string headers, string signature) =>
        $"AWS4-HMAC-SHA256 Credential={SignedRequests.Key}/20130524/us-east-1/s3/aws4_request,SignedHeaders={headers},Signature={signature}";
}
