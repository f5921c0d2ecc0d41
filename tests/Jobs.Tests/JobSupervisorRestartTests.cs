using MlPlatform.Testing;

namespace MlPlatform.Jobs.Tests;

/// <summary>A supervisor that vanishes without a word, as kill -9 makes it, and the next one. The calls are only cancelled: nothing is disposed.</summary>
public sealed class JobSupervisorRestartTests : IDisposable
{
    private const string CountingScript = """
        echo started >> /opt/ml/checkpoints/starts
        while [ ! -e /opt/ml/checkpoints/go ]; do sleep 0.01; done
        echo done
        """;

    private readonly JobFixture job = new();

    public void Dispose() => job.Dispose();

    [Fact]
    public async Task Run_JobStillRunningAfterRestart_IsPickedUpNotStartedAgain()
    {
        await LeaveRunningAsync();
        using var next = JobFixture.Supervisor();
        var running = next.RunAsync(job.Run(CountingScript), CancellationToken.None);

        LetItEnd();

        Assert.Equal((JobEnd.Completed, 1), ((await running).End, (await running).Attempt));
        Assert.Equal(1, Starts);
    }

    [Fact]
    public async Task Run_JobEndedWhileNobodyWatched_AnswersItsExitCode()
    {
        await LeaveRunningAsync();
        LetItEnd();
        await Eventually.TrueAsync(() => job.Log().Contains("done"), "the job has ended");
        using var next = JobFixture.Supervisor();

        var outcome = await next.RunAsync(job.Run(CountingScript), CancellationToken.None);

        Assert.Equal(JobEnd.Completed, outcome.End);
        Assert.Equal(1, Starts);
    }

    [Fact]
    public async Task Run_Twice_RunsOnce()
    {
        using var supervisor = JobFixture.Supervisor();
        var first = supervisor.RunAsync(job.Run(CountingScript), CancellationToken.None);
        var second = supervisor.RunAsync(job.Run(CountingScript), CancellationToken.None);
        LetItEnd();

        Assert.Equal(await first, await second);
        Assert.Equal(await first, await supervisor.RunAsync(job.Run(CountingScript), CancellationToken.None));
        Assert.Equal(1, Starts);
    }

    [Fact]
    public async Task Dispose_WhileRunning_EndsTheJobAndTheNextSupervisorRunsItAgain()
    {
        var first = JobFixture.Supervisor();
        var interrupted = first.RunAsync(job.Run(CountingScript), CancellationToken.None);
        await Eventually.TrueAsync(() => Starts == 1, "the job has started");
        first.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interrupted);

        using var next = JobFixture.Supervisor();
        var running = next.RunAsync(job.Run(CountingScript), CancellationToken.None);
        await Eventually.TrueAsync(() => Starts == 2, "the job has started again");
        LetItEnd();

        Assert.Equal((JobEnd.Completed, 2), ((await running).End, (await running).Attempt));
    }

    private int Starts => File.Exists(StartsFile) ? File.ReadAllLines(StartsFile).Length : 0;

    private string StartsFile => Path.Combine(job.Folder.Checkpoints, "starts");

    private void LetItEnd() => File.WriteAllText(Path.Combine(job.Folder.Checkpoints, "go"), "");

    // The lock of the vanished supervisor goes with its process; here it is given up by ending its task without ending the job.
    private async Task LeaveRunningAsync()
    {
        var vanishing = JobFixture.Supervisor();
        var watched = vanishing.RunAsync(job.Run(CountingScript), CancellationToken.None);
        await Eventually.TrueAsync(() => Starts == 1, "the job has started");
        vanishing.Abandon();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watched);
    }
}
