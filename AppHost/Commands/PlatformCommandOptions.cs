using System.CommandLine;
using MlPlatform.AppHost.Installation;

namespace MlPlatform.AppHost.Commands;

/// <summary>The options that say which platform a command is about.</summary>
internal static class PlatformCommandOptions
{
    private const int DefaultPort = 4566;

    public static Option<int> Port { get; } = new("--port")
    {
        Description = "Port of the Gateway; the other ports of dapr.yaml move by the same distance.",
        DefaultValueFactory = _ => DefaultPort,
        Recursive = true,
    };

    public static Option<string?> Folder { get; } = new("--folder")
    {
        Description = "Where the platform keeps its data, logs and credentials; .mlplatform in the repository unless given.",
        Recursive = true,
    };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Show every log line of every app, not only warnings and failures.",
        Recursive = true,
    };

    public static PlatformArguments Read(ParseResult parsed)
    {
        var home = FindHome();
        var folder = parsed.GetValue(Folder) is { Length: > 0 } given ? Path.GetFullPath(given) : PlatformFolder.DefaultPath(home);
        return new PlatformArguments(home, folder, parsed.GetValue(Port));
    }

    /// <summary>The options that differ from the defaults, as another command about the same platform needs them.</summary>
    public static string Given(ParseResult parsed)
    {
        var port = parsed.GetValue(Port) == DefaultPort ? "" : $" --port {parsed.GetValue(Port)}";
        return parsed.GetValue(Folder) is { Length: > 0 } folder ? $"{port} --folder {folder}" : port;
    }

    /// <summary>The folder that holds dapr.yaml: MLPLATFORM_HOME, or the first one above the current folder or this program.</summary>
    private static string FindHome()
    {
        if (Environment.GetEnvironmentVariable("MLPLATFORM_HOME") is { Length: > 0 } home) return Path.GetFullPath(home);
        string[] starts = [Directory.GetCurrentDirectory(), AppContext.BaseDirectory];
        foreach (var start in starts)
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "dapr.yaml"))) return folder.FullName;
            }
        }

        throw new StartupException("dapr.yaml is in no folder above this one; start in the repository, or set MLPLATFORM_HOME.");
    }
}
