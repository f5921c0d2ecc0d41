using Amazon.S3;

namespace MlPlatform.Jobs;

/// <summary>Everything a service needs to run jobs on this machine: their folders, their inputs and outputs, the programs behind their images, their supervision.</summary>
public sealed class JobEngine : IDisposable
{
    private readonly string folder;
    private readonly JobSupervisor supervisor;

    /// <param name="home">The folder that holds containers/.</param>
    /// <param name="folder">Where the folders of the jobs are kept.</param>
    /// <param name="s3">Where inputs come from and outputs go.</param>
    /// <param name="options">Limits of every job.</param>
    /// <param name="time">The clock.</param>
    public JobEngine(string home, string folder, IAmazonS3 s3, JobOptions options, TimeProvider time)
    {
        this.folder = folder;
        Images = new ImageResolver(home);
        Objects = new ObjectTransfer(s3);
        Mounts = new MountNamespace();
        supervisor = new JobSupervisor(options, Mounts, time);
    }

    public ImageResolver Images { get; }

    public ObjectTransfer Objects { get; }

    public MountNamespace Mounts { get; }

    public PythonFinder Pythons { get; } = new();

    /// <summary>The folder of the job with this ARN.</summary>
    public JobFolder FolderOf(string arn)
    {
        var parts = arn.Split(':', 6);
        return new JobFolder(Path.Combine(folder, parts[4], parts[3], parts[5].Replace('/', Path.DirectorySeparatorChar)));
    }

    /// <summary>Runs the job unless it has run already, and answers how it ended.</summary>
    public Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancellationToken) => supervisor.RunAsync(run, cancellationToken);

    /// <summary>Ends what runs; whoever supervises these folders next starts it again.</summary>
    public void Dispose() => supervisor.Dispose();
}
