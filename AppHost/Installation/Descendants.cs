using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MlPlatform.AppHost.Installation;

/// <summary>Ends every process that still works on a data folder: jobs and model servers are detached, so that they survive the crash of a service.</summary>
/// <remarks>They are found by the variable MLPLATFORM_DATA that they inherit. A job that is ended so is taken up again at the next start.</remarks>
internal static class Descendants
{
    private const string ProcessesFolder = "/proc";

    public static void End(string dataFolder)
    {
        if (!Directory.Exists(ProcessesFolder)) return;
        var marker = Encoding.UTF8.GetBytes($"MLPLATFORM_DATA={dataFolder}\0");
        foreach (var folder in Directory.EnumerateDirectories(ProcessesFolder))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid) || pid == Environment.ProcessId) continue;
            if (Inherits(folder, marker)) Kill(pid);
        }
    }

    private static bool Inherits(string folder, byte[] marker)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(marker) >= 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Gone, or another user's.
            return false;
        }
    }

    private static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // Gone by itself.
        }
    }
}
