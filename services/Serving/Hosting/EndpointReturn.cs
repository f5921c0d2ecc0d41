using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Hosting;

/// <summary>After a restart, brings every endpoint back that served before.</summary>
internal sealed partial class EndpointReturn(ServingStore store, EndpointHosts hosts, TimeProvider time, ILogger<EndpointReturn> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var endpoints = await store.AllEndpointsAsync(stoppingToken);
        await Task.WhenAll(endpoints.Where(endpoint => endpoint.Current is not null).Select(endpoint => BringBackAsync(endpoint.Name, stoppingToken)));
    }

    /// <summary>Loads what an endpoint served; where S3 does not answer yet, tries again.</summary>
    private async Task BringBackAsync(string name, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if ((await store.Endpoints.FindAsync(name, cancellationToken))?.Value is { } endpoint) await hosts.ApplyAsync(endpoint, cancellationToken);
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNotBackYet(name, fault.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Endpoint {Endpoint} is not back yet and is tried again: {Reason}")]
    private partial void LogNotBackYet(string endpoint, string reason);
}
