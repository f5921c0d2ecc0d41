using MlPlatform.AppHost.Installation;

namespace MlPlatform.AppHost.Apps;

/// <summary>Keeps one app running: starts it, and starts it again, later each time, when it crashes.</summary>
internal sealed class AppSupervisor(
    AppDefinition app, IReadOnlyDictionary<string, string> environment, AppLog log, TimeProvider time, Action<RunningApp> started)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    public AppDefinition App => app;

    /// <summary>Runs until cancelled, then stops the app and waits for its end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var delay = FirstDelay;
        while (!cancellationToken.IsCancellationRequested)
        {
            var since = time.GetTimestamp();
            if (!await RunOnceAsync(cancellationToken)) return;

            if (time.GetElapsedTime(since) > Healthy) delay = FirstDelay;
            log.Say($"{app.AppId} is started again in {delay.TotalSeconds:0.0} s");
            try
            {
                await Task.Delay(delay, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks));
        }
    }

    /// <returns>True when the app ended by itself, false when it was stopped because the platform stops.</returns>
    private async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var process = AppProcess.Start(app, environment, log);
        started(new RunningApp(app.AppId, process.Pid, process.StartTime, app.AppPort));
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync(time);
            return false;
        }

        if (cancellationToken.IsCancellationRequested) return false;
        log.Say($"{app.AppId} ended with exit code {process.ExitCode}");
        return true;
    }
}
