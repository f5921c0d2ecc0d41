using System.Diagnostics;

namespace MlPlatform.Jobs;

/// <summary>Finds out once whether this machine lets a job have /opt/ml to itself, and how.</summary>
public sealed class MountNamespace
{
    private readonly Lazy<Task<string?>> flag;

    public MountNamespace() => flag = new(ProbeAsync);

    private MountNamespace(string? known) => flag = new(() => Task.FromResult(known));

    /// <summary>Jobs find their files through SAGEMAKER_BASE_DIR only.</summary>
    public static MountNamespace Unavailable { get; } = new((string?)null);

    /// <summary>The flag for unshare: -m for root, -Urm for everybody else; null where neither works.</summary>
    internal Task<string?> FlagAsync() => flag.Value;

    /// <summary>Where a job sees the folder that stands for /opt/ml.</summary>
    public async Task<string> RootAsync(JobFolder folder) =>
        await flag.Value.ConfigureAwait(false) is null ? folder.Base : JobFolder.ContainerRoot;

    private static async Task<string?> ProbeAsync()
    {
        foreach (var candidate in (string[])["-m", "-Urm"])
        {
            if (await SucceedsAsync(candidate).ConfigureAwait(false)) return candidate;
        }

        return null;
    }

    private static async Task<bool> SucceedsAsync(string candidate)
    {
        try
        {
            var start = new ProcessStartInfo("unshare", [candidate, "sh", "-c", "mount -t tmpfs tmpfs /opt && mkdir /opt/ml"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start);
            if (process is null) return false;
            await process.WaitForExitAsync().ConfigureAwait(false);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
