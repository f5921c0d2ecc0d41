namespace MlPlatform.Dapr.Protocol;

/// <summary>Limits of the gRPC server side; registered in the services when the defaults do not fit.</summary>
public sealed class GrpcServerOptions
{
    /// <summary>The largest message taken, in bytes; larger ones end the call with RESOURCE_EXHAUSTED. 16 MiB unless told otherwise.</summary>
    public int MaxMessageBytes { get; set; } = 16 * 1024 * 1024;
}
