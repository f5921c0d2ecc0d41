namespace MlPlatform.Storage.Protocol;

/// <summary>The closed set of errors this service answers: the code in the XML body and the HTTP status.</summary>
internal sealed record S3Error(string Code, int Status)
{
    public static readonly S3Error AccessDenied = new("AccessDenied", 403);
    public static readonly S3Error BadDigest = new("BadDigest", 400);
    public static readonly S3Error BucketAlreadyExists = new("BucketAlreadyExists", 409);
    public static readonly S3Error BucketAlreadyOwnedByYou = new("BucketAlreadyOwnedByYou", 409);
    public static readonly S3Error BucketNotEmpty = new("BucketNotEmpty", 409);
    public static readonly S3Error EntityTooLarge = new("EntityTooLarge", 400);
    public static readonly S3Error EntityTooSmall = new("EntityTooSmall", 400);
    public static readonly S3Error IncompleteBody = new("IncompleteBody", 400);
    public static readonly S3Error InternalError = new("InternalError", 500);
    public static readonly S3Error InvalidArgument = new("InvalidArgument", 400);
    public static readonly S3Error InvalidBucketName = new("InvalidBucketName", 400);
    public static readonly S3Error InvalidDigest = new("InvalidDigest", 400);
    public static readonly S3Error InvalidPart = new("InvalidPart", 400);
    public static readonly S3Error InvalidPartOrder = new("InvalidPartOrder", 400);
    public static readonly S3Error InvalidRange = new("InvalidRange", 416);
    public static readonly S3Error InvalidRequest = new("InvalidRequest", 400);
    public static readonly S3Error InvalidTag = new("InvalidTag", 400);
    public static readonly S3Error InvalidUri = new("InvalidURI", 400);
    public static readonly S3Error KeyTooLong = new("KeyTooLongError", 400);
    public static readonly S3Error MalformedXml = new("MalformedXML", 400);
    public static readonly S3Error MetadataTooLarge = new("MetadataTooLarge", 400);
    public static readonly S3Error MethodNotAllowed = new("MethodNotAllowed", 405);
    public static readonly S3Error NoSuchBucket = new("NoSuchBucket", 404);
    public static readonly S3Error NoSuchKey = new("NoSuchKey", 404);
    public static readonly S3Error NoSuchUpload = new("NoSuchUpload", 404);
    public static readonly S3Error NotImplemented = new("NotImplemented", 501);
    public static readonly S3Error NotModified = new("NotModified", 304);
    public static readonly S3Error PreconditionFailed = new("PreconditionFailed", 412);
    public static readonly S3Error ChecksumMismatch = new("XAmzContentChecksumMismatch", 400);
}

/// <summary>An answer other than success, on its way to the client.</summary>
internal sealed class S3Exception(S3Error error, string message) : Exception(message)
{
    public S3Error Error { get; } = error;

    /// <summary>Elements of the error body besides code and message, such as the bucket's name.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; init; } = [];

    public static S3Exception NoSuchBucket(string bucket) =>
        new(S3Error.NoSuchBucket, "The specified bucket does not exist") { Details = [("BucketName", bucket)] };

    public static S3Exception NoSuchKey(string key) =>
        new(S3Error.NoSuchKey, "The specified key does not exist.") { Details = [("Key", key)] };

    public static S3Exception NoSuchUpload(string upload) =>
        new(S3Error.NoSuchUpload, "The specified upload does not exist. It was never started, was aborted or is complete.")
        {
            Details = [("UploadId", upload)],
        };

    public static S3Exception PreconditionFailed(string condition) =>
        new(S3Error.PreconditionFailed, "At least one of the pre-conditions you specified did not hold")
        {
            Details = [("Condition", condition)],
        };

    public static S3Exception InvalidArgument(string name, string value, string message) =>
        new(S3Error.InvalidArgument, message) { Details = [("ArgumentName", name), ("ArgumentValue", value)] };
}
