using MlPlatform.Aws.Signing;

namespace MlPlatform.Aws.Protocols;

/// <summary>The one table from what is wrong with a signature to the error AWS gives, for each wire form.</summary>
public static class SignatureErrors
{
    private const string MismatchMessage =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.";

    /// <summary>The error for a fault in a protocol.</summary>
    public static WireError For(SignatureFault fault, AwsProtocol protocol) => protocol switch
    {
        AwsProtocol.S3 => ForS3(fault),
        AwsProtocol.Query => ForQuery(fault),
        AwsProtocol.RestJson => ForJson(fault, 403),
        _ => ForJson(fault, 400),
    };

    private static WireError ForJson(SignatureFault fault, int status) => fault switch
    {
        SignatureFault.Missing => new(status, AwsErrorCode.MissingAuthenticationToken.Name, "Missing Authentication Token"),
        SignatureFault.Malformed => new(status, "IncompleteSignatureException", "The authorization of this request cannot be read as an AWS signature."),
        SignatureFault.UnknownKey or SignatureFault.WrongToken =>
            new(status, AwsErrorCode.UnrecognizedClient.Name, "The security token included in the request is invalid."),
        SignatureFault.Skewed => new(status, AwsErrorCode.InvalidSignature.Name, "Signature expired: the request's time is more than 15 minutes from the server's."),
        SignatureFault.Expired => new(status, AwsErrorCode.InvalidSignature.Name, "Signature expired: the presigned request was used after its time."),
        SignatureFault.ExpiryTooLong => new(status, AwsErrorCode.InvalidSignature.Name, "X-Amz-Expires must be less than a week (in seconds)."),
        SignatureFault.UnsignedHeaders => new(status, AwsErrorCode.InvalidSignature.Name, "There were headers present in the request which were not signed."),
        _ => new(status, AwsErrorCode.InvalidSignature.Name, MismatchMessage),
    };

    private static WireError ForQuery(SignatureFault fault) => fault switch
    {
        SignatureFault.Missing => new(403, "MissingAuthenticationToken", "Request is missing Authentication Token"),
        SignatureFault.Malformed => new(403, "IncompleteSignature", "The authorization of this request cannot be read as an AWS signature."),
        SignatureFault.UnknownKey or SignatureFault.WrongToken =>
            new(403, "InvalidClientTokenId", "The security token included in the request is invalid."),
        SignatureFault.Skewed or SignatureFault.Expired =>
            new(403, "SignatureDoesNotMatch", "Signature expired: the request's time is more than 15 minutes from the server's."),
        _ => new(403, "SignatureDoesNotMatch", MismatchMessage),
    };

    private static WireError ForS3(SignatureFault fault) => fault switch
    {
        SignatureFault.Missing => new(403, "AccessDenied", "Anonymous access is forbidden for this operation."),
        SignatureFault.Malformed => new(400, "AuthorizationHeaderMalformed", "The authorization of this request cannot be read as an AWS signature."),
        SignatureFault.UnknownKey => new(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."),
        SignatureFault.WrongToken => new(400, "InvalidToken", "The provided token is malformed or otherwise invalid."),
        SignatureFault.Skewed => new(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large."),
        SignatureFault.Expired => new(403, "AccessDenied", "Request has expired"),
        SignatureFault.ExpiryTooLong => new(400, "AuthorizationQueryParametersError", "X-Amz-Expires must be less than a week (in seconds)."),
        SignatureFault.UnsignedHeaders => new(403, "AccessDenied", "There were headers present in the request which were not signed"),
        SignatureFault.MissingPayloadHash => new(400, "InvalidRequest", "Missing or unusable header for this request: x-amz-content-sha256"),
        SignatureFault.PayloadMismatch => new(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed."),
        SignatureFault.MalformedChunks => new(400, "InvalidRequest", "The aws-chunked framing of the payload cannot be read."),
        SignatureFault.MalformedTrailer => new(400, "MalformedTrailerError", "The request contained trailing data that was not well-formed or did not conform to our published schema."),
        SignatureFault.ChecksumMismatch => new(400, "BadDigest", "The checksum in the trailer did not match the calculated checksum."),
        SignatureFault.IncompletePayload => new(400, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header"),
        SignatureFault.MissingLength => new(411, "MissingContentLength", "You must provide the Content-Length HTTP header."),
        _ => new(403, "SignatureDoesNotMatch", MismatchMessage),
    };
}
