using MlPlatform.Aws.Signing;

namespace MlPlatform.Gateway;

/// <summary>Who made a request, the region it was signed for and the id it goes by.</summary>
internal sealed record Caller(AwsCredential Credential, string Region, string RequestId);
