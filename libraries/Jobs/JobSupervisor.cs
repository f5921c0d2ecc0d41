using System.Collections.Concurrent;

namespace MlPlatform.Jobs;

/// <summary>Runs jobs to their end, each once: starts it or picks it up where an earlier supervisor left it, stops it, limits it, retries what was killed from outside.</summary>
/// <remarks>A job outlives its supervisor's process. Disposing interrupts what runs, so that an orderly shutdown leaves no process behind; the next supervisor starts it again.</remarks>
public sealed class JobSupervisor(JobOptions options, MountNamespace mounts, TimeProvider time) : IDisposable
{
    private readonly JobLauncher launcher = new(options, mounts);
    private readonly ConcurrentDictionary<string, Lazy<Task<JobOutcome>>> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<AttemptFolder, JobSession> sessions = new();
    private readonly CancellationTokenSource closing = new();
    private volatile bool interrupting;

    /// <summary>Runs the job unless it has run already, and answers how it ended. Calls for the same folder share one run.</summary>
    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var shared = running.GetOrAdd(run.Folder.Root, _ => new(() => SuperviseAsync(run, closing.Token)));
        try
        {
            return await shared.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (shared.Value.IsCompleted) running.TryRemove(KeyValuePair.Create(run.Folder.Root, shared));
        }
    }

    public void Dispose()
    {
        if (closing.IsCancellationRequested) return;
        interrupting = true;
        Abandon();
        foreach (var (attempt, session) in sessions) Interrupt(attempt, session);
    }

    /// <summary>Stops watching and leaves every job as it is.</summary>
    internal void Abandon() => closing.Cancel();

    private static void Interrupt(AttemptFolder attempt, JobSession session)
    {
        attempt.RecordInterruption();
        session.Kill();
    }

    private async Task<JobOutcome> SuperviseAsync(JobRun run, CancellationToken cancellationToken)
    {
        await using var exclusive = await FolderLock.TakeAsync(Path.Combine(run.Folder.Root, "lock"), time, cancellationToken).ConfigureAwait(false);
        var faults = 0;
        for (var number = 1; ; number++)
        {
            var attempt = run.Folder.Attempt(number);
            if (attempt.Leader is null && run.Folder.StopRequested)
            {
                return new JobOutcome(JobEnd.Stopped, null, number, null, time.GetUtcNow());
            }

            var outcome = await RunAttemptAsync(run, attempt, cancellationToken).ConfigureAwait(false);
            if (outcome.End != JobEnd.Lost) return outcome;
            if (!attempt.Interrupted && ++faults > options.MaxRetries) return outcome;
        }
    }

    private async Task<JobOutcome> RunAttemptAsync(JobRun run, AttemptFolder attempt, CancellationToken cancellationToken)
    {
        if (attempt.Leader is null) await StartAsync(run, attempt).ConfigureAwait(false);
        var session = new JobSession(attempt.Leader!.Value);
        sessions[attempt] = session;

        // The end may have come between the launch and the line above: then nobody else knows of this session.
        if (interrupting) Interrupt(attempt, session);
        try
        {
            var watch = new AttemptWatch(run, attempt, session, options, time);
            while (!watch.HasEnded())
            {
                watch.EnforceLimits();
                await Task.Delay(options.Tick, time, cancellationToken).ConfigureAwait(false);
            }

            return watch.Outcome();
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested) sessions.TryRemove(attempt, out _);
        }
    }

    /// <summary>Launches the job and waits until the launch script has recorded itself; a launch is never left half known.</summary>
    private async Task StartAsync(JobRun run, AttemptFolder attempt)
    {
        foreach (var folder in run.OutputFolders) JobFolder.Empty(folder);
        Directory.CreateDirectory(attempt.Path);
        using var shell = await launcher.LaunchAsync(run, attempt).ConfigureAwait(false);
        while (attempt.Leader is null)
        {
            if (shell.HasExited && attempt.Leader is null) throw new IOException($"The launch script recorded no start in {attempt.Path}.");
            await Task.Delay(TimeSpan.FromMilliseconds(2), time, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
