using MlPlatform.Testing;

namespace MlPlatform.Jobs.Tests;

public sealed class JobSupervisorTests : IDisposable
{
    private readonly JobFixture job = new();

    public void Dispose() => job.Dispose();

    [Fact]
    public async Task Run_ScriptExitsWithZero_Completes()
    {
        using var supervisor = JobFixture.Supervisor();

        var outcome = await supervisor.RunAsync(job.Run("echo out; echo err >&2"), CancellationToken.None);

        Assert.Equal((JobEnd.Completed, 0, 1), (outcome.End, outcome.ExitCode, outcome.Attempt));
        Assert.Equal(["out", "err"], job.Log());
    }

    [Fact]
    public async Task Run_ScriptExitsWithThree_FailsWithThatCode()
    {
        using var supervisor = JobFixture.Supervisor();

        var outcome = await supervisor.RunAsync(job.Run("echo 'no such column' >&2; exit 3"), CancellationToken.None);

        Assert.Equal((JobEnd.Failed, 3), (outcome.End, outcome.ExitCode));
        Assert.Equal("AlgorithmError: no such column, exit code: 3", FailureReasons.For(outcome, job.Folder));
    }

    [Fact]
    public async Task Run_ScriptWritesFailureFile_ReasonIsItsText()
    {
        using var supervisor = JobFixture.Supervisor();

        var outcome = await supervisor.RunAsync(
            job.Run("mkdir -p \"$SAGEMAKER_BASE_DIR/output\"; printf 'one class only' > /opt/ml/output/failure; exit 1"), CancellationToken.None);

        Assert.Equal("AlgorithmError: one class only, exit code: 1", FailureReasons.For(outcome, job.Folder));
    }

    [Fact]
    public async Task Run_ScriptNeverEnds_IsStoppedAtItsMaximumRuntime()
    {
        using var supervisor = JobFixture.Supervisor();

        var outcome = await supervisor.RunAsync(job.Run("while :; do sleep 0.05; done", maxSeconds: 0.2), CancellationToken.None);

        Assert.Equal(JobEnd.MaxRuntimeExceeded, outcome.End);
    }

    [Fact]
    public async Task Stop_ScriptHandlesSigterm_KeepsWhatItWrote()
    {
        using var supervisor = JobFixture.Supervisor();
        var running = supervisor.RunAsync(
            job.Run("trap 'echo saved > /opt/ml/model/m; exit 0' TERM; echo ready; while :; do sleep 0.02; done"), CancellationToken.None);
        await Eventually.TrueAsync(() => job.Log().Contains("ready"), "the job is ready");

        job.Folder.RequestStop();

        Assert.Equal(JobEnd.Stopped, (await running).End);
        Assert.Equal("saved\n", await File.ReadAllTextAsync(Path.Combine(job.Folder.Model, "m")));
    }

    [Fact]
    public async Task Stop_ScriptIgnoresSigterm_IsKilledAfterTheGrace()
    {
        using var supervisor = JobFixture.Supervisor();
        var running = supervisor.RunAsync(job.Run("trap '' TERM; echo ready; while :; do sleep 0.02; done"), CancellationToken.None);
        await Eventually.TrueAsync(() => job.Log().Contains("ready"), "the job is ready");

        job.Folder.RequestStop();

        Assert.Equal(JobEnd.Stopped, (await running).End);
    }

    [Fact]
    public async Task Stop_BeforeTheStart_StartsNothing()
    {
        using var supervisor = JobFixture.Supervisor();
        job.Folder.RequestStop();

        var outcome = await supervisor.RunAsync(job.Run("echo started"), CancellationToken.None);

        Assert.Equal(JobEnd.Stopped, outcome.End);
        Assert.Empty(job.Log());
    }

    [Fact]
    public async Task Run_KilledFromOutsideOnce_RunsAgainWithCheckpointsAndEmptyOutputs()
    {
        using var supervisor = JobFixture.Supervisor();
        const string script = """
            test -e /opt/ml/model/half && echo leftover
            echo half > /opt/ml/model/half
            if [ ! -e /opt/ml/checkpoints/seen ]; then touch /opt/ml/checkpoints/seen; kill -9 $$; fi
            echo again
            """;

        var outcome = await supervisor.RunAsync(job.Run(script), CancellationToken.None);

        Assert.Equal((JobEnd.Completed, 2), (outcome.End, outcome.Attempt));
        Assert.Equal(["again"], job.Log(2));
    }

    [Fact]
    public async Task Run_KilledFromOutsideAlways_IsLostAfterTwoRetries()
    {
        using var supervisor = JobFixture.Supervisor();

        var outcome = await supervisor.RunAsync(job.Run("kill -9 $$"), CancellationToken.None);

        Assert.Equal((JobEnd.Lost, 3), (outcome.End, outcome.Attempt));
        Assert.StartsWith("InternalServerError: ", FailureReasons.For(outcome, job.Folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WholeSessionKilled_RunsAgain()
    {
        using var supervisor = JobFixture.Supervisor();
        const string script = "if [ ! -e /opt/ml/checkpoints/seen ]; then touch /opt/ml/checkpoints/seen; kill -9 0; fi";

        var outcome = await supervisor.RunAsync(job.Run(script), CancellationToken.None);

        Assert.Equal((JobEnd.Completed, 2), (outcome.End, outcome.Attempt));
    }

    [Fact]
    public async Task Run_OverItsMemory_IsStopped()
    {
        using var supervisor = JobFixture.Supervisor(maxMemory: 1);

        var outcome = await supervisor.RunAsync(job.Run("while :; do sleep 0.02; done"), CancellationToken.None);

        Assert.Equal(JobEnd.OutOfMemory, outcome.End);
        Assert.StartsWith("ClientError: ", FailureReasons.For(outcome, job.Folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_JobLeavesProcesses_TheyEndWithIt()
    {
        using var supervisor = JobFixture.Supervisor();

        await supervisor.RunAsync(job.Run("sleep 1000 & echo $!"), CancellationToken.None);

        var left = job.Log()[0];
        await Eventually.TrueAsync(() => !IsRunning(left), $"process {left} is gone");
    }

    [Fact]
    public async Task Run_EnvironmentOfTheService_DoesNotReachTheJob()
    {
        using var supervisor = JobFixture.Supervisor();
        Environment.SetEnvironmentVariable("DAPR_API_TOKEN", "secret");

        await supervisor.RunAsync(job.Run("env"), CancellationToken.None);

        Assert.DoesNotContain(job.Log(), line => line.Contains("secret", StringComparison.Ordinal));
        Assert.Contains($"SAGEMAKER_BASE_DIR={job.Folder.Base}", job.Log());
    }

    [RequiresFact(Command = "unshare")]
    public async Task Run_WithMountNamespace_JobSeesItsOwnOptMl()
    {
        var mounts = new MountNamespace();
        using var supervisor = JobFixture.Supervisor(mounts: mounts);
        var expected = await mounts.RootAsync(job.Folder);

        await supervisor.RunAsync(job.Run($"pwd; echo weights > {expected}/model/w"), CancellationToken.None);

        Assert.Equal([expected], job.Log());
        Assert.Equal("weights\n", await File.ReadAllTextAsync(Path.Combine(job.Folder.Model, "w")));
    }

    private static bool IsRunning(string process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
