namespace MlPlatform.Jobs;

/// <summary>What to run, where, for how long, and which folders each attempt finds empty.</summary>
public sealed record JobRun(JobFolder Folder, JobCommand Command, TimeSpan MaxRuntime)
{
    /// <summary>Environment of the job; nothing of the service's own environment is added to it.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Folders emptied before each attempt. Inputs and checkpoints stay.</summary>
    public required IReadOnlyList<string> OutputFolders { get; init; }
}

/// <summary>An argument vector and the working directory it runs in, both as the job sees them.</summary>
public sealed record JobCommand(IReadOnlyList<string> Arguments, string WorkingDirectory);
