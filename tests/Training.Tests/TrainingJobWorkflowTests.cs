using System.Text.Json;
using MlPlatform.Contracts;
using MlPlatform.Testing;

namespace MlPlatform.Training.Tests;

public sealed class TrainingJobWorkflowTests : IAsyncLifetime
{
    private readonly TrainingFixture training = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => training.DisposeAsync().AsTask();

    [Fact]
    public async Task Run_Script_TrainsAndStoresItsModel()
    {
        var job = await training.RunAsync(training.Script("""
            echo "loss=0.5"; echo "loss=0.25"
            cat "$SM_CHANNEL_TRAIN/part.csv" > "$SM_MODEL_DIR/model.txt"
            echo "$@" > "$SM_OUTPUT_DATA_DIR/arguments"
            """));

        Assert.Equal(("Completed", "Completed", null), (job.TrainingJobStatus, job.SecondaryStatus, job.FailureReason));
        Assert.Equal(["Starting", "Downloading", "Training", "Uploading", "Completed"], job.SecondaryStatusTransitions.Select(step => step.Status));
        Assert.All(job.SecondaryStatusTransitions, step => Assert.NotNull(step.EndTime));
        Assert.Equal(("loss", 0.25), (job.FinalMetricDataList!.Single().MetricName, job.FinalMetricDataList![0].Value));
        Assert.Equal("s3://bucket/models/job/output/model.tar.gz", job.ModelArtifacts.S3ModelArtifacts);
        Assert.Equal("1,2\n3,4\n", await training.UnpackAsync("bucket/models/job/output/model.tar.gz", "model.txt"));
        Assert.Equal("--depth 3\n", await training.UnpackAsync("bucket/models/job/output/output.tar.gz", "arguments"));
    }

    [Fact]
    public async Task Run_EveryChange_IsToldInAnEvent()
    {
        await training.RunAsync(training.Script("exit 0"));

        var messages = await training.Documents.PendingMessagesAsync(100, CancellationToken.None);

        Assert.All(messages, message => Assert.Equal(Topics.TrainingJobChanged, message.Topic));
        var statuses = messages.Select(message => JsonDocument.Parse(message.Body).RootElement.GetProperty("detail").GetProperty("SecondaryStatus").GetString());
        Assert.Equal(["Starting", "Downloading", "Training", "Uploading", "Completed"], statuses);
    }

    [Fact]
    public async Task Run_ScriptExitsWithThree_FailsWithItsLastWords()
    {
        var job = await training.RunAsync(training.Script("echo 'label is missing' >&2; exit 3"));

        Assert.Equal("Failed", job.TrainingJobStatus);
        Assert.Equal("AlgorithmError: label is missing, exit code: 3", job.FailureReason);
        Assert.DoesNotContain("bucket/models/job/output/model.tar.gz", training.Objects.Keys);
    }

    [Fact]
    public async Task Run_ScriptNeverEnds_IsStoppedAtItsMaximumRuntimeAndKeepsItsModel()
    {
        var job = await training.RunAsync(training.Script("echo half > \"$SM_MODEL_DIR/model.txt\"; while :; do sleep 0.05; done", maxRuntimeInSeconds: 1));

        Assert.Equal(("Stopped", "MaxRuntimeExceeded"), (job.TrainingJobStatus, job.SecondaryStatus));
        Assert.Equal("half\n", await training.UnpackAsync("bucket/models/job/output/model.tar.gz", "model.txt"));
    }

    [Fact]
    public async Task Run_ChannelWithoutObjects_IsAClientError()
    {
        var request = training.Script("exit 0");
        var channel = request.InputDataConfig![0];
        request = request with
        {
            InputDataConfig = [channel with { DataSource = new() { S3DataSource = new() { S3DataType = "S3Prefix", S3Uri = "s3://bucket/none/" } } }],
        };

        var job = await training.RunAsync(request);

        Assert.Equal("Failed", job.TrainingJobStatus);
        Assert.StartsWith("ClientError: No S3 objects found", job.FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnknownImageWithoutScript_IsAClientError()
    {
        var job = await training.RunAsync(training.Script("exit 0") with { HyperParameters = null });

        Assert.StartsWith("ClientError: No program here stands for the image", job.FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EveryStepTwice_TrainsOnce()
    {
        var request = training.Script("echo run; echo \"$$\" > \"$SM_MODEL_DIR/model.txt\"");

        var job = await training.RunAsync(request, runsOfEachStep: 2);

        Assert.Equal("Completed", job.TrainingJobStatus);
        Assert.Equal(["Starting", "Downloading", "Training", "Uploading", "Completed"], job.SecondaryStatusTransitions.Select(step => step.Status));
        var attempts = Directory.GetDirectories(Path.Combine(training.Engine.FolderOf(job.TrainingJobArn).Root, "run"));
        Assert.Single(attempts);
    }

    [Fact]
    public async Task Stop_WhileTraining_StopsAndStoresWhatIsThere()
    {
        var request = training.Script("trap 'echo saved > \"$SM_MODEL_DIR/model.txt\"; exit 0' TERM; echo ready; while :; do sleep 0.02; done");
        var arn = (await training.CreateAsync(request)).TrainingJobArn;
        var running = training.RunWorkflowAsync(arn);
        var log = training.Engine.FolderOf(arn).Attempt(1);
        await Eventually.TrueAsync(() => Jobs.JobLog.Read(log).Contains("ready"), "the script is ready");

        await training.StopAsync("job");
        Assert.Equal("Stopping", (await training.DescribeAsync("job")).TrainingJobStatus);
        await running;

        var job = await training.DescribeAsync("job");
        Assert.Equal(("Stopped", "Stopped"), (job.TrainingJobStatus, job.SecondaryStatus));
        Assert.Equal("saved\n", await training.UnpackAsync("bucket/models/job/output/model.tar.gz", "model.txt"));
    }

    [Fact]
    public async Task Stop_BeforeTheWorkflowRuns_NeverStartsTheScript()
    {
        var arn = (await training.CreateAsync(training.Script("exit 0"))).TrainingJobArn;

        await training.StopAsync("job");
        await training.RunWorkflowAsync(arn);

        Assert.Equal("Stopped", (await training.DescribeAsync("job")).TrainingJobStatus);
        Assert.False(training.Engine.FolderOf(arn).Attempt(1).Exists);
    }
}
