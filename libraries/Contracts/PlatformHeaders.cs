namespace MlPlatform.Contracts;

/// <summary>Headers with which the Gateway tells a service who called; a service trusts them because only its sidecar knows its token.</summary>
public static class PlatformHeaders
{
    public const string AccountId = "x-mlp-account";
    public const string Region = "x-mlp-region";
    public const string AccessKeyId = "x-mlp-access-key";

    /// <summary>The request target exactly as the client sent it: S3 keys do not survive path normalisation.</summary>
    public const string RawTarget = "x-mlp-raw-target";

    public const string RequestId = "x-amzn-requestid";
    public const string Target = "x-amz-target";
}
