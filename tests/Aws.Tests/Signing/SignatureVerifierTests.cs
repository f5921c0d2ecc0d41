using Microsoft.AspNetCore.Http;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Aws.Tests.Signing;

public sealed class SignatureVerifierTests
{
    private const string Hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";

    [Theory]
    [InlineData("s3", "/bucket/a%20b//../c")]
    [InlineData("s3", "/bucket/key?uploadId=x&partNumber=1")]
    [InlineData("sagemaker", "/endpoints/e/invocations")]
    [InlineData("sagemaker", "/endpoints/a%20b/invocations")]
    [InlineData("kinesis", "/")]
    public void Verify_SignedAsItIs_Passes(string service, string target) =>
        Assert.Equal(SignatureFault.None, Signed(service, target).Check(Hash));

    public static TheoryData<string, Action<HttpRequest>> Tampering => new()
    {
        { "method", request => request.Method = "DELETE" },
        { "header", request => request.Headers["x-amz-target"] = "SageMaker.DeleteModel" },
        { "host", request => request.Headers.Host = "elsewhere" },
        { "time", request => request.Headers["x-amz-date"] = "20130524T000001Z" },
        { "service", request => Replace(request, "sagemaker", "kinesis") },
        { "region", request => Replace(request, "us-east-1", "us-east-2") },
        { "signature", request => Replace(request, "Signature=", "Signature=" + (request.Headers.Authorization.ToString().Contains("Signature=0", StringComparison.Ordinal) ? "1" : "0"), dropLast: true) },
    };

    [Theory]
    [MemberData(nameof(Tampering))]
    public void Verify_AnythingChangedAfterSigning_Refuses(string what, Action<HttpRequest> tamper)
    {
        var request = Signed("sagemaker", "/");
        tamper(request);
        Assert.True(request.Check(Hash) is SignatureFault.Mismatch, $"the changed {what} went unnoticed");
    }

    [Fact]
    public void Verify_OtherPayload_Refuses() => Assert.Equal(SignatureFault.Mismatch, Signed("sagemaker", "/").Check(SignedPayload.EmptyHash));

    [Fact]
    public void Verify_OtherSecret_Refuses() =>
        Assert.Equal(SignatureFault.Mismatch, SignedRequests.Create("POST", "/", ("Host", "h")).Sign("sagemaker", Hash, "other").Check(Hash));

    [Fact]
    public void Verify_UnknownKey_SaysSo()
    {
        var request = Signed("sagemaker", "/");
        Replace(request, SignedRequests.Key, "AKIDUNKNOWN");
        Assert.Equal(SignatureFault.UnknownKey, request.Check(Hash));
    }

    [Theory]
    [InlineData(-16, SignatureFault.Skewed)]
    [InlineData(-14, SignatureFault.None)]
    [InlineData(14, SignatureFault.None)]
    [InlineData(16, SignatureFault.Skewed)]
    public void Verify_ClockOff_AllowsAQuarterOfAnHour(int minutes, SignatureFault expected) =>
        Assert.Equal(expected, Signed("sagemaker", "/").Check(Hash, SignedRequests.Now.AddMinutes(minutes)));

    [Fact]
    public void Verify_SteeringHeaderLeftOut_Refuses()
    {
        var request = SignedRequests.Create("POST", "/", ("Host", "h")).Sign("sagemaker", Hash);
        request.Headers["X-Amz-Target"] = "SageMaker.DeleteModel";
        Assert.Equal(SignatureFault.UnsignedHeaders, request.Check(Hash));
    }

    [Fact]
    public void Verify_HostLeftOut_Refuses() =>
        Assert.Equal(SignatureFault.UnsignedHeaders, SignedRequests.Create("POST", "/").Sign("sagemaker", Hash).Check(Hash));

    [Fact]
    public void Verify_DayOfScopeNotThatOfTheTime_Refuses()
    {
        var request = Signed("sagemaker", "/");
        Replace(request, "/20130524/", "/20130523/");
        Assert.Equal(SignatureFault.Malformed, request.Check(Hash));
    }

    [Fact]
    public void Verify_TokenOfTemporaryKey_MustComeAlong()
    {
        var temporary = SignedRequests.Credential with { SessionToken = "the-token" };
        var with = SignedRequests.Create("POST", "/", ("Host", "h"), ("x-amz-security-token", "the-token")).Sign("sagemaker", Hash);
        var wrong = SignedRequests.Create("POST", "/", ("Host", "h"), ("x-amz-security-token", "another")).Sign("sagemaker", Hash);

        Assert.Equal(SignatureFault.None, with.Check(Hash, credential: temporary));
        Assert.Equal(SignatureFault.WrongToken, wrong.Check(Hash, credential: temporary));
        Assert.Equal(SignatureFault.WrongToken, Signed("sagemaker", "/").Check(Hash, credential: temporary));
        Assert.Equal(SignatureFault.WrongToken, with.Check(Hash));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("AWS4-HMAC-SHA256 Credential=key/20130524/us-east-1/s3")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=00")]
    public void Read_Unreadable_IsMalformed(string authorization)
    {
        var request = SignedRequests.Create("GET", "/", ("Host", "h"), ("x-amz-date", "20130524T000000Z"));
        request.Headers.Authorization = authorization;
        Assert.Equal(SignatureFault.Malformed, RequestSignature.Read(request, out _));
    }

    [Fact]
    public void Read_NoSignature_IsMissing() =>
        Assert.Equal(SignatureFault.Missing, RequestSignature.Read(SignedRequests.Create("GET", "/?a=b", ("Host", "h")), out _));

    [Fact]
    public void Verify_HundredsOfParameters_Refuses()
    {
        var request = Signed("s3", "/b?" + string.Join('&', Enumerable.Range(0, 200).Select(number => $"p{number:D3}={number}")));
        Assert.Equal(SignatureFault.Malformed, request.Check(Hash));
    }

    private static HttpRequest Signed(string service, string target) =>
        SignedRequests.Create("POST", target, ("Host", "127.0.0.1:4566"), ("x-amz-target", "SageMaker.ListModels"), ("Content-Type", "application/x-amz-json-1.1"))
            .Sign(service, Hash);

    private static void Replace(HttpRequest request, string old, string replacement, bool dropLast = false)
    {
        var text = request.Headers.Authorization.ToString().Replace(old, replacement, StringComparison.Ordinal);
        request.Headers.Authorization = dropLast ? text[..^1] : text;
    }
}
