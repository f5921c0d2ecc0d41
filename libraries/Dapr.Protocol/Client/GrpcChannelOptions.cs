namespace MlPlatform.Dapr.Protocol;

/// <summary>How a channel connects and what it sends along.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>The largest message taken, in bytes. 64 MiB unless told otherwise: workflow histories are long.</summary>
    public int MaxMessageBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Headers of every call, an API token for one.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>How long a connection attempt may take before the call ends with UNAVAILABLE.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an idle connection is probed while calls are open on it; finds a peer that vanished.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Replaces the transport, as a test server does.</summary>
    public HttpMessageHandler? Handler { get; set; }
}
