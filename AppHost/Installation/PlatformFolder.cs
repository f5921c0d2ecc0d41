using System.Globalization;

namespace MlPlatform.AppHost.Installation;

/// <summary>The folder that holds everything the platform keeps: data, logs, credentials. One instance at a time works on it.</summary>
internal sealed class PlatformFolder : IDisposable
{
    /// <summary>The layout of the folder; a folder of a higher number was written by a newer platform.</summary>
    private const int LayoutVersion = 1;
    private const long LeastFreeBytes = 256L << 20;

    private readonly FileStream _lock;

    private PlatformFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    public string Data => System.IO.Path.Combine(Path, "data");

    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>The pids of the running instance, for status and for the next start after a crash.</summary>
    public string RunFile => RunFileIn(Path);

    public static string RunFileIn(string path) => System.IO.Path.Combine(path, "run.json");

    public static string DefaultPath(string home) => System.IO.Path.Combine(home, ".mlplatform");

    /// <summary>Takes the folder for this process.</summary>
    /// <exception cref="StartupException">Another instance holds it, it is of a newer version, or the disk is full.</exception>
    public static PlatformFolder Take(string path)
    {
        try
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            CheckVersion(path);
            CheckDisk(path, new DriveInfo(path).AvailableFreeSpace);
            var folder = new PlatformFolder(path, Lock(path));
            Directory.CreateDirectory(folder.Data);
            Directory.CreateDirectory(folder.Logs);
            return folder;
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new StartupException($"The data folder {path} cannot be written: {fault.Message}");
        }
    }

    public void Dispose()
    {
        File.Delete(RunFile);
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            var holder = RunRecord.Read(RunFileIn(path)) is { } run ? $" (pid {run.Pid})" : "";
            throw new StartupException($"Another instance{holder} works on {path}; stop it, or give this one its own folder with --folder.");
        }
    }

    private static void CheckVersion(string path)
    {
        var file = System.IO.Path.Combine(path, "version");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, LayoutVersion.ToString(CultureInfo.InvariantCulture));
            return;
        }

        var text = File.ReadAllText(file).Trim();
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var version) || version > LayoutVersion)
        {
            throw new StartupException(
                $"The data folder {path} was written by a newer version (layout {text}; this one knows {LayoutVersion}); update, or use another folder with --folder.");
        }
    }

    /// <exception cref="StartupException">Less is free than the platform needs to start.</exception>
    internal static void CheckDisk(string path, long free)
    {
        if (free >= LeastFreeBytes) return;
        throw new StartupException(
            $"The disk of {path} has {free >> 20} MiB left and at least {LeastFreeBytes >> 20} MiB are needed; free some space, or use another disk with --folder.");
    }
}
