namespace MlPlatform.Aws;

/// <summary>The closed set of expected failures: the code as AWS spells it and the HTTP status it travels with.</summary>
/// <remarks>The codes of S3, which answer with other statuses and in XML, are Storage's own.</remarks>
public sealed record AwsErrorCode
{
    private AwsErrorCode(string name, int httpStatus) => (Name, HttpStatus) = (name, httpStatus);

    public string Name { get; }

    public int HttpStatus { get; }

    // Requests that cannot be understood.
    public static readonly AwsErrorCode UnknownOperation = new("UnknownOperationException", 400);
    public static readonly AwsErrorCode Serialization = new("SerializationException", 400);
    public static readonly AwsErrorCode Validation = new("ValidationException", 400);
    public static readonly AwsErrorCode InvalidArgument = new("InvalidArgumentException", 400);
    public static readonly AwsErrorCode RequestTooLarge = new("RequestEntityTooLargeException", 413);

    // Callers that are not known, or not allowed.
    public static readonly AwsErrorCode MissingAuthenticationToken = new("MissingAuthenticationTokenException", 400);
    public static readonly AwsErrorCode UnrecognizedClient = new("UnrecognizedClientException", 400);
    public static readonly AwsErrorCode InvalidSignature = new("InvalidSignatureException", 400);
    public static readonly AwsErrorCode ExpiredToken = new("ExpiredTokenException", 400);
    public static readonly AwsErrorCode AccessDenied = new("AccessDeniedException", 400);

    // SageMaker.
    public static readonly AwsErrorCode ResourceNotFound = new("ResourceNotFound", 400);
    public static readonly AwsErrorCode ResourceInUse = new("ResourceInUse", 400);
    public static readonly AwsErrorCode ResourceLimitExceeded = new("ResourceLimitExceeded", 400);
    public static readonly AwsErrorCode Conflict = new("ConflictException", 409);

    // SageMaker runtime.
    public static readonly AwsErrorCode ModelError = new("ModelError", 424);
    public static readonly AwsErrorCode ValidationError = new("ValidationError", 400);
    public static readonly AwsErrorCode ModelNotReady = new("ModelNotReadyException", 429);

    // Kinesis and Firehose.
    public static readonly AwsErrorCode StreamNotFound = new("ResourceNotFoundException", 400);
    public static readonly AwsErrorCode StreamInUse = new("ResourceInUseException", 400);
    public static readonly AwsErrorCode LimitExceeded = new("LimitExceededException", 400);
    public static readonly AwsErrorCode ExpiredIterator = new("ExpiredIteratorException", 400);
    public static readonly AwsErrorCode ThroughputExceeded = new("ProvisionedThroughputExceededException", 400);
    public static readonly AwsErrorCode InvalidSource = new("InvalidSourceException", 400);

    // Faults of the platform.
    public static readonly AwsErrorCode ServiceUnavailable = new("ServiceUnavailable", 503);
    public static readonly AwsErrorCode InternalFailure = new("InternalFailure", 500);
}
