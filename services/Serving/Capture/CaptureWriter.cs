namespace MlPlatform.Serving.Capture;

/// <summary>Appends captured lines to local files as they come, and closes a file when it is large, old, or its hour is over.</summary>
internal sealed class CaptureWriter(CaptureLog log, CaptureFolder folder, CaptureUploader uploader, TimeProvider time) : IHostedService
{
    private const long LargestFile = 1024 * 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private readonly Dictionary<(string Destination, string Endpoint, string Variant), OpenCapture> _open = [];
    private Task _writing = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = Task.Run(WriteAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Ends when everything captured before the stop is in closed files.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        log.Complete();
        return _writing.WaitAsync(cancellationToken);
    }

    private async Task WriteAsync()
    {
        folder.CloseLeftovers();
        uploader.Wake();
        var more = true;
        while (more)
        {
            more = await WaitAsync();
            while (log.Lines.TryRead(out var line)) Append(line);
            foreach (var capture in _open.Values) await capture.Stream.FlushAsync(CancellationToken.None);
            CloseWhatIsDue(all: !more);
        }
    }

    /// <summary>Waits for a line, at most until the oldest file is due; false when no more lines come.</summary>
    private async Task<bool> WaitAsync()
    {
        using var due = new CancellationTokenSource(_open.Count == 0 ? Timeout.InfiniteTimeSpan : LongestWait, time);
        try
        {
            return await log.Lines.WaitToReadAsync(due.Token);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private void Append(CapturedLine line)
    {
        var key = (line.DestinationS3Uri, line.Endpoint, line.Variant);
        if (!_open.TryGetValue(key, out var capture)) _open[key] = capture = folder.Open(line);
        capture.Stream.Write(line.Bytes);
    }

    private void CloseWhatIsDue(bool all)
    {
        var now = time.GetUtcNow();
        var due = _open.Where(pair => all || IsDue(pair.Value, now)).ToArray();
        foreach (var (key, capture) in due)
        {
            folder.Close(capture);
            _open.Remove(key);
        }

        if (due.Length > 0) uploader.Wake();
    }

    private static bool IsDue(OpenCapture capture, DateTimeOffset now) =>
        capture.Stream.Length >= LargestFile || now - capture.Since >= LongestWait || now.Hour != capture.Since.Hour;
}
