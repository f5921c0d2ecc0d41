namespace MlPlatform.AppHost.Apps;

/// <summary>Asks apps for their health.</summary>
internal sealed class HealthCheck(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };

    public async Task<bool> IsHealthyAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync($"http://127.0.0.1:{port}/healthz", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <exception cref="StartupException">The app did not become healthy in time; its last lines are in the message.</exception>
    public async Task WaitAsync(AppDefinition app, AppLog log, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (!await IsHealthyAsync(app.AppPort, cancellationToken))
        {
            if (time.GetElapsedTime(since) > Patience)
            {
                throw new StartupException(
                    $"{app.AppId} did not become healthy within {Patience.TotalSeconds:0} s. Its log, {log.FileOf(app.AppId)}, ends with:{Environment.NewLine}" +
                    string.Join(Environment.NewLine, log.Tail(app.AppId, 15)));
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();
}
