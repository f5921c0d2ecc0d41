namespace MlPlatform.Jobs;

/// <summary>Watches one started attempt: notices its end, stops it when it must not go on, and judges how it ended.</summary>
internal sealed class AttemptWatch(JobRun run, AttemptFolder attempt, JobSession session, JobOptions options, TimeProvider time)
{
    private const int KilledBySignal = 128 + 9;

    private readonly DateTimeOffset startedAt = attempt.StartedAt;
    private DateTimeOffset nextMemoryCheck = time.GetUtcNow();
    private bool asked;

    public bool HasEnded() => attempt.ExitCode is not null || !session.IsAlive;

    /// <summary>SIGTERM when the job was asked to stop or is over a limit; SIGKILL when the grace is over.</summary>
    public void EnforceLimits()
    {
        var stop = attempt.Stop ?? (ReasonToStop() is { } reason ? attempt.RecordStop(reason) : null);
        if (stop is null) return;
        if (!asked) session.RequestEnd();
        asked = true;
        if (time.GetUtcNow() - stop.Since >= options.StopGrace) session.Kill();
    }

    public JobOutcome Outcome()
    {
        // The exit record may have come between the last look at it and the death of the script that wrote it.
        var code = attempt.ExitCode;
        if (code is null) session.Kill();
        var endedAt = attempt.ExitedAt ?? time.GetUtcNow();
        return new JobOutcome(Judge(code, endedAt), code, attempt.Number, startedAt, endedAt);
    }

    private JobEnd Judge(int? code, DateTimeOffset endedAt)
    {
        if (attempt.Stop is { } stop) return stop.Reason;
        return code switch
        {
            0 => JobEnd.Completed,
            not null when endedAt - startedAt >= run.MaxRuntime => JobEnd.MaxRuntimeExceeded,
            null or KilledBySignal => JobEnd.Lost,
            _ => JobEnd.Failed,
        };
    }

    private JobEnd? ReasonToStop()
    {
        var now = time.GetUtcNow();
        if (run.Folder.StopRequested) return JobEnd.Stopped;
        if (now - startedAt >= run.MaxRuntime) return JobEnd.MaxRuntimeExceeded;
        if (now < nextMemoryCheck) return null;
        nextMemoryCheck = now + options.MemoryCheckInterval;
        return session.ResidentBytes > options.MaxMemoryBytes ? JobEnd.OutOfMemory : null;
    }
}
