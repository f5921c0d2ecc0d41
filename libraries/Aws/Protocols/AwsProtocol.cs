namespace MlPlatform.Aws.Protocols;

/// <summary>The wire forms AWS services answer in; an error must come in the form its client reads.</summary>
public enum AwsProtocol
{
    /// <summary>AWS JSON 1.0 and 1.1: the operation in <c>X-Amz-Target</c>, the error code in the body's <c>__type</c>.</summary>
    Json = 1,

    /// <summary>REST-JSON: the operation in the path, the error code in <c>x-amzn-ErrorType</c>.</summary>
    RestJson = 2,

    /// <summary>S3's REST-XML: the error code in a bare <c>Error</c> element.</summary>
    S3 = 3,

    /// <summary>Query: a form with <c>Action</c>, answered in XML.</summary>
    Query = 4,
}

/// <summary>An error as a client sees it.</summary>
public sealed record WireError(int Status, string Code, string Message);
