using System.Text;

namespace MlPlatform.Testing;

/// <summary>The processes of one platform, found by the data folder in their environment.</summary>
public static class ProcessTable
{
    public static IReadOnlyList<PlatformChild> WorkingOn(string platformFolder)
    {
        var marker = Encoding.UTF8.GetBytes($"MLPLATFORM_DATA={platformFolder}/data\0");
        var found = new List<PlatformChild>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                var environment = File.ReadAllBytes(Path.Combine(folder, "environ"));
                if (environment.AsSpan().IndexOf(marker) < 0) continue;
                var command = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ').Trim();
                if (command.Length > 0) found.Add(new PlatformChild(int.Parse(Path.GetFileName(folder), null), command, JobFolderIn(environment)));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile.
            }
        }

        return found;
    }

    private static string? JobFolderIn(byte[] environment)
    {
        const string Variable = "SAGEMAKER_BASE_DIR=";
        return Encoding.UTF8.GetString(environment).Split('\0')
            .FirstOrDefault(variable => variable.StartsWith(Variable, StringComparison.Ordinal))?[Variable.Length..];
    }
}

/// <summary>A process that works on a platform's data.</summary>
/// <param name="Pid">Its id.</param>
/// <param name="Command">Its arguments, the program first.</param>
/// <param name="JobFolder">The folder of the job that it belongs to, or null when it is no job's.</param>
public sealed record PlatformChild(int Pid, string Command, string? JobFolder)
{
    /// <summary>The name of its program, without the folder.</summary>
    public string Program => Path.GetFileName(Command.Split(' ')[0]);
}
