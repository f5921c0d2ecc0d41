namespace MlPlatform.Jobs;

/// <summary>The ways in which a job ends.</summary>
public enum JobEnd
{
    Completed,

    /// <summary>The job exited with a code other than 0.</summary>
    Failed,

    /// <summary>Somebody asked for it to stop.</summary>
    Stopped,

    MaxRuntimeExceeded,

    OutOfMemory,

    /// <summary>Something else killed it, more often than it is retried.</summary>
    Lost,
}

/// <summary>How a job ended, which attempt decided it, and when that attempt ran.</summary>
public sealed record JobOutcome(JobEnd End, int? ExitCode, int Attempt, DateTimeOffset? StartedAt, DateTimeOffset EndedAt);
