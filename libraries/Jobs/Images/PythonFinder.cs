using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MlPlatform.Jobs;

/// <summary>Picks, among the Pythons on PATH, one that has the modules a script imports.</summary>
public sealed partial class PythonFinder
{
    private readonly ConcurrentDictionary<string, Task<bool>> checks = new(StringComparer.Ordinal);

    /// <summary>The first Python that has everything the script names in its import statements; the first of all where none has.</summary>
    public async Task<string> FindAsync(string script)
    {
        var candidates = Candidates();
        var modules = File.Exists(script) ? Imports(await File.ReadAllTextAsync(script).ConfigureAwait(false), Path.GetDirectoryName(script)!) : [];
        if (candidates.Count < 2 || modules.Count == 0) return candidates.FirstOrDefault() ?? "python3";
        foreach (var candidate in candidates)
        {
            if (await checks.GetOrAdd($"{candidate} {string.Join(' ', modules)}", _ => HasAsync(candidate, modules)).ConfigureAwait(false)) return candidate;
        }

        return candidates[0];
    }

    private static List<string> Candidates() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, "python3"))
            .Where(File.Exists)
            .DistinctBy(path => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path)
            .ToList();

    private static List<string> Imports(string source, string folder) =>
        ImportStatement().Matches(source)
            .Select(match => match.Groups[1].Value)
            .Where(module => !Path.Exists(Path.Combine(folder, module)) && !File.Exists(Path.Combine(folder, module + ".py")))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();

    private static async Task<bool> HasAsync(string python, List<string> modules)
    {
        const string check = "import importlib.util as u, sys; sys.exit(any(u.find_spec(m) is None for m in sys.argv[1:]))";
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", check, .. modules])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        });
        if (process is null) return false;
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0;
    }

    [GeneratedRegex(@"^[ \t]*(?:import|from)[ \t]+([A-Za-z_]\w*)", RegexOptions.Multiline)]
    private static partial Regex ImportStatement();
}
