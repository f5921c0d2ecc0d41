namespace MlPlatform.Jobs.Tests;

public sealed class FailureReasonsTests : IDisposable
{
    private readonly JobFixture job = new();

    public void Dispose() => job.Dispose();

    [Fact]
    public void For_LongFailureFile_KeepsTheExitCodeWithinTheLimit()
    {
        Directory.CreateDirectory(job.Folder.Output);
        File.WriteAllText(Path.Combine(job.Folder.Output, "failure"), new string('x', 5000));

        var reason = FailureReasons.For(Outcome(JobEnd.Failed, 7), job.Folder)!;

        Assert.Equal(1024, reason.Length);
        Assert.EndsWith(", exit code: 7", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void For_SentenceWithItsStop_PutsTheExitCodeInItsPlace()
    {
        Directory.CreateDirectory(job.Folder.Output);
        File.WriteAllText(Path.Combine(job.Folder.Output, "failure"), "k is 0.");

        Assert.Equal("AlgorithmError: k is 0, exit code: 1", FailureReasons.For(Outcome(JobEnd.Failed, 1), job.Folder));
    }

    [Fact]
    public void For_FailureFileThatIsALink_DoesNotFollowIt()
    {
        Directory.CreateDirectory(job.Folder.Output);
        File.CreateSymbolicLink(Path.Combine(job.Folder.Output, "failure"), "/etc/passwd");

        Assert.DoesNotContain("root:", FailureReasons.For(Outcome(JobEnd.Failed, 1), job.Folder)!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JobEnd.Completed)]
    [InlineData(JobEnd.Stopped)]
    [InlineData(JobEnd.MaxRuntimeExceeded)]
    public void For_EndThatIsNoFailure_IsNone(JobEnd end) => Assert.Null(FailureReasons.For(Outcome(end, null), job.Folder));

    private static JobOutcome Outcome(JobEnd end, int? code) => new(end, code, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
