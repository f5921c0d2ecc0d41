namespace MlPlatform.Ingestion.Streams;

/// <summary>Deletes the files of records that are older than their stream's retention.</summary>
internal sealed class RetentionSweep(StreamCatalog streams, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Sweep();
    }

    private void Sweep()
    {
        foreach (var stream in streams.All)
        {
            var oldest = time.GetUtcNow().AddHours(-stream.Record.RetentionHours).ToUnixTimeMilliseconds();
            foreach (var shard in stream.Shards) shard.Log.TrimBefore(oldest);
        }
    }
}
