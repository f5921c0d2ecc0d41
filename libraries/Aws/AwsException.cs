namespace MlPlatform.Aws;

/// <summary>An expected failure of an operation; the protocol layer writes it as the AWS error it names.</summary>
public sealed class AwsException(AwsErrorCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public AwsErrorCode Code { get; } = code;

    public static AwsException Validation(string message) => new(AwsErrorCode.Validation, message);
}
