using System.Collections.Concurrent;
using Amazon.S3;
using Microsoft.Extensions.Options;
using MlPlatform.Ingestion.Options;
using MlPlatform.Ingestion.Streams;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>Runs a loop for every source of every delivery stream, from its creation or the service's start to its deletion.</summary>
internal sealed partial class DeliveryService : BackgroundService
{
    private readonly DeliveryCatalog _deliveries;
    private readonly StreamCatalog _streams;
    private readonly DeliveryProgressStore _progress;
    private readonly DeliveryTools _tools;
    private readonly ILogger<DeliveryService> _logger;
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    public DeliveryService(
        DeliveryCatalog deliveries, StreamCatalog streams, DeliveryProgressStore progress, DeliveryTools tools, ILogger<DeliveryService> logger)
    {
        (_deliveries, _streams, _progress, _tools, _logger) = (deliveries, streams, progress, tools, logger);
    }

    private sealed record Running(CancellationTokenSource Stop, Task Loops);

    /// <summary>The tools of all loops.</summary>
    public static DeliveryTools CreateTools(IServiceProvider services) => new(
        services.GetRequiredService<IAmazonS3>(), services.GetRequiredService<PlatformEvents>(), services.GetRequiredService<TimeProvider>(),
        new SemaphoreSlim(services.GetRequiredService<IOptions<IngestionOptions>>().Value.DeliveriesAtOnce));

    /// <summary>The logs that a delivery stream reads.</summary>
    public IReadOnlyList<DeliverySource> SourcesOf(DeliveryStreamRecord record, Logs.SegmentedLog? direct)
    {
        if (direct is not null) return [new DeliverySource(DeliverySource.Direct, direct)];
        var stream = record.Source is { } source ? _streams.Find(source.KinesisStreamARN) : null;
        return stream is null ? [] : [.. stream.Shards.Select(shard => new DeliverySource($"{stream.Record.Folder}/{shard.Id}", shard.Log))];
    }

    public void Start(DeliveryStream stream)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var sources = SourcesOf(stream.Record, stream.Direct);
        if (sources.Count == 0) SourceGone(stream.Record.Name);
        var loops = sources.Select(source => Task.Run(() => RunAsync(stream, source, stop.Token), CancellationToken.None)).ToList();
        _running[stream.Record.Arn] = new Running(stop, Task.WhenAll(loops));
    }

    /// <summary>Ends a delivery stream's loops and forgets how far they were.</summary>
    public async Task StopAsync(DeliveryStream stream, CancellationToken cancellationToken)
    {
        if (!_running.TryRemove(stream.Record.Arn, out var running)) return;
        await running.Stop.CancelAsync();
        await running.Loops;
        running.Stop.Dispose();
        foreach (var source in SourcesOf(stream.Record, stream.Direct))
        {
            await _progress.DeleteAsync(DeliveryProgressStore.IdOf(stream.Record, source.Name), cancellationToken);
        }
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var stream in _deliveries.All) Start(stream);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stoppingToken.Register(stopped.SetResult);
        await stopped.Task;
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values.Select(running => running.Loops));
    }

    private async Task RunAsync(DeliveryStream stream, DeliverySource source, CancellationToken cancellationToken)
    {
        try
        {
            await new DeliveryLoop(stream.Record, source, _progress, _tools, _logger).RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Stopped(stream.Record.Name, source.Name);
        }
        catch (Exception exception)
        {
            // One delivery that cannot go on must not end the others; what it has not delivered stays in its log.
            LoopFailed(exception, stream.Record.Name, source.Name);
        }
    }

    [LoggerMessage(11, LogLevel.Debug, "{Stream} stopped delivering {Source}.")]
    private partial void Stopped(string stream, string source);

    [LoggerMessage(12, LogLevel.Error, "{Stream} cannot deliver {Source} any further until the service is started again.")]
    private partial void LoopFailed(Exception exception, string stream, string source);

    [LoggerMessage(13, LogLevel.Warning, "{Stream} has nothing to read: its Kinesis stream does not exist.")]
    private partial void SourceGone(string stream);
}
