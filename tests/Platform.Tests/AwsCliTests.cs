using MlPlatform.Testing;

namespace MlPlatform.Platform.Tests;

/// <summary>The AWS CLI of Debian, configured only by <c>-- env</c>.</summary>
[Collection(PlatformCollection.Name)]
public sealed class AwsCliTests(SharedPlatform platform)
{
    private const string Program = "/usr/bin/aws";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [CliFact]
    public async Task S3_CopyThereAndBack_KeepsTheBytes()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("there.txt"), "some text");

        await AwsAsync("s3", "mb", "s3://cli-bucket");
        await AwsAsync("s3", "cp", folder.File("there.txt"), "s3://cli-bucket/a/there.txt");
        await AwsAsync("s3", "cp", "s3://cli-bucket/a/there.txt", folder.File("back.txt"));

        Assert.Equal("some text", await File.ReadAllTextAsync(folder.File("back.txt")));
        Assert.Contains("there.txt", await AwsAsync("s3", "ls", "s3://cli-bucket/a/"), StringComparison.Ordinal);
    }

    [CliFact]
    public async Task Kinesis_CreateWaitPut_Works()
    {
        await AwsAsync("kinesis", "create-stream", "--stream-name", "cli-stream", "--shard-count", "1");
        await AwsAsync("kinesis", "wait", "stream-exists", "--stream-name", "cli-stream");

        Assert.Contains("SequenceNumber",
            await AwsAsync("kinesis", "put-record", "--stream-name", "cli-stream", "--partition-key", "a", "--data", "aGVsbG8="), StringComparison.Ordinal);
    }

    [CliFact]
    public async Task SageMaker_Lists_Answer()
    {
        foreach (var list in new[] { "list-training-jobs", "list-processing-jobs", "list-hyper-parameter-tuning-jobs", "list-models", "list-endpoints", "list-pipelines", "list-model-package-groups", "list-monitoring-schedules" })
        {
            Assert.StartsWith("{", await AwsAsync("sagemaker", list), StringComparison.Ordinal);
        }
    }

    [CliFact]
    public async Task Sts_CallerIdentity_IsTheAccountOfTheKey() =>
        Assert.Contains("123456789012", await AwsAsync("sts", "get-caller-identity"), StringComparison.Ordinal);

    private async Task<string> AwsAsync(params string[] arguments)
    {
        var (exitCode, output) = await Outside.TryAsync(Program, [.. arguments, "--output", arguments[0] == "s3" ? "text" : "json"], platform.Environment, Repository.Root, Patience);
        Assert.True(exitCode == 0, $"aws {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }

    /// <summary>A fact that needs Debian's AWS CLI.</summary>
    private sealed class CliFactAttribute : FactAttribute
    {
        public CliFactAttribute()
        {
            if (!File.Exists(Program)) Skip = $"needs {Program}";
        }
    }
}
