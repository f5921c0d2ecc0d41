using System.Runtime.InteropServices;

namespace MlPlatform.Jobs;

/// <summary>The session of a running attempt: the launch script that leads it, the guard, and every process of the job.</summary>
internal sealed class JobSession(ProcessIdentity leader)
{
    private const int Terminate = 15;
    private const int KillNow = 9;

    public bool IsAlive => leader.IsAlive;

    public long ResidentBytes => ProcessStatus.OfSession(leader.Id).Sum(process => process.ResidentBytes);

    /// <summary>Sends SIGTERM to the processes of the job, each once; the script that records the exit code is spared.</summary>
    public void RequestEnd()
    {
        foreach (var process in ProcessStatus.OfSession(leader.Id))
        {
            if (process.Id != leader.Id && process.Name != "timeout") _ = kill(process.Id, Terminate);
        }
    }

    /// <summary>Ends everything in the session at once, including processes that made a group of their own.</summary>
    public void Kill()
    {
        if (leader.IsAlive) _ = kill(-leader.Id, KillNow);
        foreach (var process in ProcessStatus.OfSession(leader.Id)) _ = kill(process.Id, KillNow);
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
