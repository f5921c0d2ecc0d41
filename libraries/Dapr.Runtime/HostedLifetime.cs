using Microsoft.Extensions.Hosting;

namespace MlPlatform.Dapr.Runtime;

/// <summary>Leaves signals and the end of the process to whoever hosts the runtime.</summary>
internal sealed class HostedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
