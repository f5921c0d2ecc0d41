using System.Globalization;

namespace MlPlatform.Jobs;

/// <summary>The record of one attempt to run a job, kept in files so that any supervisor can pick the attempt up where another left it.</summary>
/// <remarks>`started` is created exclusively by the launch script, so an attempt is started at most once whoever tries.</remarks>
public sealed class AttemptFolder(string path, int number)
{
    public string Path { get; } = path;

    public int Number { get; } = number;

    /// <summary>Standard output and error of the job, in the order written.</summary>
    public string Log => File("log");

    public bool Exists => Directory.Exists(Path);

    internal bool Interrupted => System.IO.File.Exists(File("interrupted"));

    /// <summary>The leader of the job's session, or null while the launch script has not recorded itself.</summary>
    internal ProcessIdentity? Leader => ReadRecord("started") is { } text ? ProcessIdentity.Parse(text) : null;

    internal DateTimeOffset StartedAt => System.IO.File.GetLastWriteTimeUtc(File("started"));

    internal int? ExitCode =>
        ReadRecord("exit") is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    internal DateTimeOffset? ExitedAt => System.IO.File.Exists(File("exit")) ? System.IO.File.GetLastWriteTimeUtc(File("exit")) : null;

    /// <summary>Why and since when we are stopping the attempt, or null.</summary>
    internal StopRecord? Stop => ReadRecord("stopping") is { } text
        ? new StopRecord(Enum.Parse<JobEnd>(text), System.IO.File.GetLastWriteTimeUtc(File("stopping")))
        : null;

    internal StopRecord RecordStop(JobEnd reason)
    {
        if (Stop is null) WriteRecord("stopping", reason.ToString());
        return Stop!;
    }

    internal void RecordInterruption() => WriteRecord("interrupted", "");

    private void WriteRecord(string name, string text)
    {
        System.IO.File.WriteAllText(File(name + ".new"), text + "\n");
        System.IO.File.Move(File(name + ".new"), File(name), overwrite: true);
    }

    // A record that does not end in a line end is still being written.
    private string? ReadRecord(string name)
    {
        if (!System.IO.File.Exists(File(name))) return null;
        var text = System.IO.File.ReadAllText(File(name));
        return text.EndsWith('\n') ? text.Trim() : null;
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>Why an attempt is being stopped, and since when.</summary>
internal sealed record StopRecord(JobEnd Reason, DateTimeOffset Since);
