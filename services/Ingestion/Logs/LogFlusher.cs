using System.Threading.Channels;

namespace MlPlatform.Ingestion.Logs;

/// <summary>The one flusher of the process: whatever was appended while the disk was busy is flushed together next.</summary>
internal sealed class LogFlusher : IAsyncDisposable
{
    private const int QueueLength = 16 * 1024;
    private const int FlushesAtOnce = 8;

    private readonly Channel<Request> _requests = Channel.CreateBounded<Request>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly Task _loop;

    public LogFlusher() => _loop = Task.Run(RunAsync);

    /// <summary>Completes when everything that was appended to these logs before is on the disk.</summary>
    public async Task FlushAsync(IReadOnlyCollection<SegmentedLog> logs)
    {
        var request = new Request(logs, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _requests.Writer.WriteAsync(request);
        await request.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _requests.Writer.Complete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var group = new List<Request>();
        while (await _requests.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (_requests.Reader.TryRead(out var request)) group.Add(request);
            await FlushAsync(group);
        }
    }

    private static async Task FlushAsync(List<Request> group)
    {
        var faults = new System.Collections.Concurrent.ConcurrentDictionary<SegmentedLog, IOException>();
        var logs = group.SelectMany(request => request.Logs).Distinct().ToList();
        if (logs.Count == 1) FlushOne(logs[0], faults);
        else await Parallel.ForEachAsync(logs, new ParallelOptions { MaxDegreeOfParallelism = FlushesAtOnce }, (log, _) =>
        {
            FlushOne(log, faults);
            return ValueTask.CompletedTask;
        });

        foreach (var request in group)
        {
            var fault = request.Logs.Select(log => faults.GetValueOrDefault(log)).FirstOrDefault(found => found is not null);
            if (fault is null) request.Done.SetResult();
            else request.Done.SetException(fault);
        }
    }

    private static void FlushOne(SegmentedLog log, System.Collections.Concurrent.ConcurrentDictionary<SegmentedLog, IOException> faults)
    {
        try
        {
            log.Flush();
        }
        catch (IOException exception)
        {
            faults[log] = exception;
        }
    }

    private sealed record Request(IReadOnlyCollection<SegmentedLog> Logs, TaskCompletionSource Done);
}
