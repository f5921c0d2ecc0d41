using MlPlatform.Ingestion.Delivery;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion;

/// <summary>Opens every log before the first request, so that a damaged one is told at the start.</summary>
internal sealed class IngestionStart(StreamCatalog streams, DeliveryCatalog deliveries) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await streams.LoadAsync(cancellationToken);
        await deliveries.LoadAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
