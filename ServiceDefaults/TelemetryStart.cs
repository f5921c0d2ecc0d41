using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MlPlatform.ServiceDefaults;

/// <summary>Creates the providers at start; the container disposes them, which flushes what is left.</summary>
internal sealed class TelemetryStart(TracerProvider traces, MeterProvider meters) : IHostedService
{
    private readonly object[] _running = [traces, meters];

    public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(_running.Length);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
