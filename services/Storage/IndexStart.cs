using MlPlatform.Storage.Index;

namespace MlPlatform.Storage;

/// <summary>Opens the index before the first request, so that a folder that cannot be used is told at the start.</summary>
internal sealed partial class IndexStart(IServiceProvider services, ILogger<IndexStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var index = services.GetRequiredService<ObjectIndex>();
        if (index.OrphansRemoved > 0) RemovedOrphans(index.OrphansRemoved);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "Removed {Count} files of uploads that never finished.")]
    private partial void RemovedOrphans(int count);
}
