using System.ComponentModel;
using System.Diagnostics;

namespace MlPlatform.AppHost.Installation;

/// <summary>Ends what an earlier run left behind: its apps stop by themselves when AppHost dies, and are waited for here.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task EndAsync(RunRecord earlier, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        foreach (var app in earlier.Apps)
        {
            using var process = Find(app);
            if (process is null) continue;
            try
            {
                await process.WaitForExitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: false);
                await process.WaitForExitAsync(cancellationToken);
            }
        }
    }

    /// <summary>The process of a running app, or null when it is gone: a pid that was given to another program does not count.</summary>
    public static Process? Find(RunningApp app)
    {
        try
        {
            var process = Process.GetProcessById(app.Pid);
            if (Math.Abs((process.StartTime.ToUniversalTime() - app.StartTime).TotalSeconds) < 1) return process;
            process.Dispose();
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
