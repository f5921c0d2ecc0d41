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
                if (command.Length > 0) found.Add(new PlatformChild(int.Parse(Path.GetFileName(folder), null), command));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile.
            }
        }

        return found;
    }
}

/// <summary>A process that works on a platform's data.</summary>
public sealed record PlatformChild(int Pid, string Command);
