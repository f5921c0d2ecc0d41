using MlPlatform.Aws.Protocols;

namespace MlPlatform.Gateway;

/// <summary>Where a request goes, and in which form its answer is read.</summary>
/// <param name="Protocol">The wire form of answers and errors.</param>
/// <param name="AppId">The service that owns the operation; null when the Gateway answers itself or nobody does.</param>
/// <param name="Refusal">What to answer a genuine request that nobody owns.</param>
/// <param name="Limit">The largest body in bytes where the body is held in memory; null where it streams.</param>
internal sealed record Route(AwsProtocol Protocol, string? AppId, WireError? Refusal, int? Limit);
