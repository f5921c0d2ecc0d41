using MlPlatform.Testing;

namespace MlPlatform.Jobs.Tests;

/// <summary>A job folder and a supervisor with short times, for jobs written as shell scripts.</summary>
internal sealed class JobFixture : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public JobFixture()
    {
        Folder = new JobFolder(folder.File("job"));
        Directory.CreateDirectory(Folder.Checkpoints);
    }

    public JobFolder Folder { get; }

    public static JobSupervisor Supervisor(long maxMemory = 1L << 40, MountNamespace? mounts = null) => new(
        new JobOptions { StopGrace = TimeSpan.FromSeconds(1), MaxMemoryBytes = maxMemory, MemoryCheckInterval = TimeSpan.FromMilliseconds(20) },
        mounts ?? MountNamespace.Unavailable,
        TimeProvider.System);

    public JobRun Run(string script, double maxSeconds = 60) => new(Folder, new JobCommand(["sh", "-c", script], JobFolder.ContainerRoot), TimeSpan.FromSeconds(maxSeconds))
    {
        Environment = JobEnvironment.Create("us-west-2"),
        OutputFolders = [Folder.Model, Folder.OutputData],
    };

    public string[] Log(int attempt = 1) => [.. JobLog.Read(Folder.Attempt(attempt))];

    public void Dispose() => folder.Dispose();
}
