namespace MlPlatform.Jobs;

/// <summary>The folder of one job: what the job sees as /opt/ml, and beside it one record per attempt to run it.</summary>
public sealed class JobFolder
{
    /// <summary>Where a container expects its files.</summary>
    public const string ContainerRoot = "/opt/ml";

    public JobFolder(string root)
    {
        Root = Path.GetFullPath(root);
        Base = Path.Combine(Root, "ml");
    }

    public string Root { get; }

    /// <summary>The folder that stands for /opt/ml.</summary>
    public string Base { get; }

    public string Model => Path.Combine(Base, "model");
    public string Output => Path.Combine(Base, "output");
    public string OutputData => Path.Combine(Base, "output", "data");
    public string Checkpoints => Path.Combine(Base, "checkpoints");
    public string Code => Path.Combine(Base, "code");
    public string InputConfig => Path.Combine(Base, "input", "config");
    public string ProcessingConfig => Path.Combine(Base, "config");

    public string Channel(string name) => Path.Combine(Base, "input", "data", name);

    /// <summary>The folder here of a path that the job knows under /opt/ml.</summary>
    public string HostPath(string containerPath)
    {
        if (!IsContainerPath(containerPath)) throw new JobInputException($"The path {containerPath} is not under {ContainerRoot}.");
        var path = Path.GetFullPath(Base + containerPath[ContainerRoot.Length..]);
        return path == Base || path.StartsWith(Base + "/", StringComparison.Ordinal)
            ? path
            : throw new JobInputException($"The path {containerPath} leaves {ContainerRoot}.");
    }

    /// <summary>The record of the n-th attempt to run the job, counted from 1.</summary>
    public AttemptFolder Attempt(int number) => new(Path.Combine(Root, "run", number.ToString("D", null)), number);

    /// <summary>True once somebody asked for the job to stop; survives restarts.</summary>
    public bool StopRequested => File.Exists(StopRequest);

    /// <summary>Asks whoever supervises the job, now or after a restart, to stop it.</summary>
    public void RequestStop()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(StopRequest, "");
    }

    /// <summary>Does a step of the job unless it is done already; whoever else tries meanwhile waits.</summary>
    public async Task OnceAsync(string step, Func<Task> action, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var exclusive = await FolderLock.TakeAsync(Path.Combine(Root, step + ".lock"), time, cancellationToken).ConfigureAwait(false);
        var done = Path.Combine(Root, step + ".done");
        if (File.Exists(done)) return;
        await action().ConfigureAwait(false);
        await File.WriteAllTextAsync(done, "", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The start of /opt/ml/output/failure, or null when the job wrote none.</summary>
    public string? FailureMessage => ReadStart(Path.Combine(Output, "failure"));

    /// <summary>The start of /opt/ml/output/message, or null when the job wrote none.</summary>
    public string? ExitMessage => ReadStart(Path.Combine(Output, "message"));

    private string StopRequest => Path.Combine(Root, "stop");

    public static bool IsContainerPath(string path) =>
        path == ContainerRoot || path.StartsWith(ContainerRoot + "/", StringComparison.Ordinal);

    /// <summary>Empties a folder and leaves it in place; creates it where it is missing.</summary>
    public static void Empty(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } directory) directory.Delete(recursive: true);
            else entry.Delete();
        }
    }

    private static string? ReadStart(string file)
    {
        if (!File.Exists(file) || new FileInfo(file).LinkTarget is not null) return null;
        using var reader = new StreamReader(file);
        var buffer = new char[1024];
        var text = new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
        return text.Length == 0 ? null : text;
    }
}
