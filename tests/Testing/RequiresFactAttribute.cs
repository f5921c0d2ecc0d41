using System.Collections.Concurrent;
using System.Diagnostics;

namespace MlPlatform.Testing;

/// <summary>A fact that runs only where what it names is present: a command on PATH, a Python module, a shared file.</summary>
/// <remarks>Where it is absent the test is reported as skipped, with what is missing as the reason.</remarks>
public sealed class RequiresFactAttribute : Xunit.FactAttribute
{
    /// <summary>What Python can import, asked once per module: the runner makes each attribute several times.</summary>
    private static readonly ConcurrentDictionary<string, bool> Imports = new(StringComparer.Ordinal);

    /// <summary>A command that must be on PATH.</summary>
    public string? Command
    {
        get;
        set { field = value; if (value is not null && !OnPath(value)) Skip = $"needs the command '{value}'"; }
    }

    /// <summary>A module that Debian's /usr/bin/python3 must be able to import.</summary>
    public string? PythonModule
    {
        get;
        set { field = value; if (value is not null && !Imports.GetOrAdd(value, PythonImports)) Skip = $"needs the Python module '{value}'"; }
    }

    /// <summary>A path under the shared folder, such as data/german-credit/german.csv.</summary>
    public string? SharedFile
    {
        get;
        set
        {
            field = value;
            if (value is not null && (Repository.Shared is null || !File.Exists(Path.Combine(Repository.Shared, value))))
            {
                Skip = $"needs shared/{value} beside the checkout";
            }
        }
    }

    private static bool OnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, command)));

    private static bool PythonImports(string module)
    {
        if (!File.Exists("/usr/bin/python3")) return false;
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", $"import {module}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        });
        return process is not null && process.WaitForExit(30_000) && process.ExitCode == 0;
    }
}
