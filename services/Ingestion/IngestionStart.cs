using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion;

/// <summary>Opens every log before the first request, so that a damaged one is told at the start.</summary>
internal sealed class IngestionStart(StreamCatalog streams) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => streams.LoadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
