using Spectre.Console;

namespace MlPlatform.AppHost.Apps;

/// <summary>The logs of all apps: each in a file of its own, and together on the terminal, coloured by app.</summary>
internal sealed class AppLog(string folder, LogLevelShown shown, TextWriter terminal) : IDisposable
{
    private const long LargestFile = 16 << 20;
    private static readonly string[] Colours = ["aqua", "lime", "yellow", "fuchsia", "dodgerblue1", "orange1", "springgreen1", "violet", "gold1", "turquoise2"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, StreamWriter> _files = new(StringComparer.Ordinal);
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal) });

    public string FileOf(string appId) => Path.Combine(folder, $"{appId}.log");

    /// <summary>A line that an app wrote on its standard output or error.</summary>
    public void Write(string appId, string line)
    {
        lock (_gate)
        {
            Append(appId, line);
            if (IsShown(line)) _console.MarkupLine($"[{ColourOf(appId)}]{appId,-10}[/] {Markup.Escape(line)}");
        }
    }

    /// <summary>A line of AppHost itself, always shown unless the terminal is quiet.</summary>
    public void Say(string line)
    {
        lock (_gate)
        {
            Append("apphost", line);
            if (shown != LogLevelShown.Nothing) _console.MarkupLine($"[grey]{"apphost",-10}[/] {Markup.Escape(line)}");
        }
    }

    /// <summary>The last lines of an app, to say why it did not start.</summary>
    public IReadOnlyList<string> Tail(string appId, int count)
    {
        lock (_gate)
        {
            if (_files.TryGetValue(appId, out var file)) file.Flush();
            return File.Exists(FileOf(appId)) ? [.. File.ReadLines(FileOf(appId)).TakeLast(count)] : [];
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var file in _files.Values) file.Dispose();
            _files.Clear();
        }
    }

    private void Append(string appId, string line)
    {
        if (!_files.TryGetValue(appId, out var file)) _files[appId] = file = Open(appId);
        file.WriteLine(line);
        if (file.BaseStream.Length <= LargestFile) return;

        file.Dispose();
        File.Move(FileOf(appId), FileOf(appId) + ".1", overwrite: true);
        _files[appId] = Open(appId);
    }

    private StreamWriter Open(string appId)
    {
        Directory.CreateDirectory(folder);
        return new StreamWriter(new FileStream(FileOf(appId), FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    private bool IsShown(string line) => shown switch
    {
        LogLevelShown.Everything => true,
        LogLevelShown.Faults => line.Contains(" warn: ", StringComparison.Ordinal) || line.Contains(" fail: ", StringComparison.Ordinal) ||
                                line.Contains(" crit: ", StringComparison.Ordinal) || line.StartsWith("Unhandled exception", StringComparison.Ordinal),
        _ => false,
    };

    private static string ColourOf(string appId) => Colours[appId.Aggregate(0, (sum, character) => (sum * 31 + character) & 0xFFFF) % Colours.Length];
}

/// <summary>How much of the logs the terminal shows; the files hold everything.</summary>
internal enum LogLevelShown
{
    Nothing,
    Faults,
    Everything,
}
