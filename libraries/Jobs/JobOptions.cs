namespace MlPlatform.Jobs;

/// <summary>Limits that hold for every job on this machine.</summary>
public sealed record JobOptions
{
    /// <summary>The time between SIGTERM and SIGKILL.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often a job killed from outside is started again.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>Resident memory of all processes of one job together.</summary>
    public long MaxMemoryBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>How long after a job's end, at the latest, its supervisor notices.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(15);

    /// <summary>How often the memory of a job is added up.</summary>
    public TimeSpan MemoryCheckInterval { get; init; } = TimeSpan.FromMilliseconds(500);
}
