using MlPlatform.Aws.Protocols;

namespace MlPlatform.Gateway;

/// <summary>A request that goes no further, and what its client is told.</summary>
internal sealed class RefusedException(WireError error, Exception? inner = null) : Exception(error.Message, inner)
{
    public WireError Error { get; } = error;
}
