using Microsoft.Extensions.Configuration;
using MlPlatform.Dapr.Protocol;

namespace MlPlatform.Dapr;

/// <summary>The one channel to the task hub, shared by the workflow client and the worker.</summary>
internal sealed class TaskHubConnection(IConfiguration? configuration) : IDisposable
{
    public GrpcChannel Channel { get; } = Sidecar.Connect(SidecarSettings.Read(configuration));

    public void Dispose() => Channel.Dispose();
}
