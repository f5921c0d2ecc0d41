namespace MlPlatform.Aws.Signing;

/// <summary>Why a request's signature or payload was refused.</summary>
public enum SignatureFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>The request is not signed.</summary>
    Missing = 1,

    /// <summary>The signature's parts cannot be read.</summary>
    Malformed = 2,

    /// <summary>The access key is not known here.</summary>
    UnknownKey = 3,

    /// <summary>The session token does not belong to the key.</summary>
    WrongToken = 4,

    /// <summary>The signature is not the one this request has under this key.</summary>
    Mismatch = 5,

    /// <summary>The request was signed too long ago, or its clock runs ahead.</summary>
    Skewed = 6,

    /// <summary>A presigned request was used after its time.</summary>
    Expired = 7,

    /// <summary>A presigned request claims more than seven days.</summary>
    ExpiryTooLong = 8,

    /// <summary>Headers that steer the request were left out of the signature.</summary>
    UnsignedHeaders = 9,

    /// <summary>An S3 request does not say how its payload was signed.</summary>
    MissingPayloadHash = 10,

    /// <summary>The payload is not the one whose hash was signed.</summary>
    PayloadMismatch = 11,

    /// <summary>A chunk of a streamed payload does not carry its own signature.</summary>
    ChunkMismatch = 12,

    /// <summary>The framing of a streamed payload cannot be read.</summary>
    MalformedChunks = 13,

    /// <summary>The trailer that was announced is missing or cannot be read.</summary>
    MalformedTrailer = 14,

    /// <summary>The payload's checksum is not the one its trailer states.</summary>
    ChecksumMismatch = 15,

    /// <summary>The payload ended before, or went on after, its stated length.</summary>
    IncompletePayload = 16,

    /// <summary>An upload states no length.</summary>
    MissingLength = 17,
}
