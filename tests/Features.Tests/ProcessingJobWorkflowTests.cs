using System.Text;
using System.Text.Json;
using MlPlatform.Contracts;
using MlPlatform.Jobs;
using MlPlatform.Testing;

namespace MlPlatform.Features.Tests;

public sealed class ProcessingJobWorkflowTests : IAsyncLifetime
{
    private readonly FeaturesFixture features = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => features.DisposeAsync().AsTask();

    [RequiresFact(Command = "python3")]
    public async Task Run_PythonScript_ReadsItsInputsAndItsOutputsAreStored()
    {
        var job = await features.RunAsync(features.Script("python3", """
            import json, os
            base = os.environ["SAGEMAKER_BASE_DIR"]
            config = json.load(open(base + "/config/processingjobconfig.json"))
            rows = open(base + "/processing/input/data/rows.csv").read().splitlines()
            os.makedirs(base + "/processing/output/deep", exist_ok=True)
            open(base + "/processing/output/deep/count.txt", "w").write(str(len(rows)) + config["ProcessingInputs"][0]["InputName"])
            open(base + "/output/message", "w").write("2 rows kept")
            """));

        Assert.Equal(("Completed", null, "2 rows kept"), (job.ProcessingJobStatus, job.FailureReason, job.ExitMessage));
        Assert.Equal("2data", Encoding.UTF8.GetString(features.Objects["bucket/clean/deep/count.txt"]));
        Assert.NotNull(job.ProcessingEndTime);
    }

    [Fact]
    public async Task Run_Changes_AreToldInEvents()
    {
        await features.RunAsync(features.Script("sh", "exit 0"));

        var messages = await features.Documents.PendingMessagesAsync(100, CancellationToken.None);

        Assert.All(messages, message => Assert.Equal(Topics.ProcessingJobChanged, message.Topic));
        var last = JsonDocument.Parse(messages[^1].Body).RootElement.GetProperty("detail").GetProperty("ProcessingJobStatus").GetString();
        Assert.Equal("Completed", last);
    }

    [Fact]
    public async Task Run_ScriptExitsWithThree_FailsAndStoresNothing()
    {
        var job = await features.RunAsync(features.Script("sh", "echo x > /opt/ml/processing/output/x 2>/dev/null; echo 'ragged row 7' >&2; exit 3"));

        Assert.Equal("Failed", job.ProcessingJobStatus);
        Assert.Equal("AlgorithmError: ragged row 7, exit code: 3", job.FailureReason);
        Assert.DoesNotContain(features.Objects.Keys, key => key.StartsWith("bucket/clean", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ScriptWithAContinuousOutputFails_StoresWhatItHadWritten()
    {
        var request = features.Script("sh", "echo x > /opt/ml/processing/output/x 2>/dev/null || echo x > $SAGEMAKER_BASE_DIR/processing/output/x; exit 3");
        var output = request.ProcessingOutputConfig!.Outputs[0];

        var job = await features.RunAsync(request with
        {
            ProcessingOutputConfig = new() { Outputs = [output with { S3Output = output.S3Output! with { S3UploadMode = "Continuous" } }] },
        });

        Assert.Equal("Failed", job.ProcessingJobStatus);
        Assert.Contains("bucket/clean/x", features.Objects.Keys);
    }

    [Fact]
    public async Task Run_ScriptNeverEnds_IsStoppedAtItsMaximumRuntime()
    {
        var job = await features.RunAsync(features.Script("sh", "while :; do sleep 0.05; done", maxRuntimeInSeconds: 1));

        Assert.Equal("Stopped", job.ProcessingJobStatus);
        Assert.Contains("maximum runtime of 1 seconds", job.FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_InputWithoutObjects_IsAClientError()
    {
        var request = features.Script("sh", "exit 0") with
        {
            ProcessingInputs = [FeaturesFixture.Input("data", "s3://bucket/none/", "/opt/ml/processing/input")],
        };

        var job = await features.RunAsync(request);

        Assert.Equal("Failed", job.ProcessingJobStatus);
        Assert.StartsWith("ClientError: No S3 objects found", job.FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EveryStepTwice_RunsTheScriptOnce()
    {
        var job = await features.RunAsync(features.Script("sh", "exit 0"), runsOfEachStep: 2);

        Assert.Equal("Completed", job.ProcessingJobStatus);
        Assert.Single(Directory.GetDirectories(Path.Combine(features.Engine.FolderOf(job.ProcessingJobArn).Root, "run")));
    }

    [Fact]
    public async Task Stop_WhileRunning_Stops()
    {
        var arn = (await features.CreateAsync(features.Script("sh", "echo ready; while :; do sleep 0.02; done"))).ProcessingJobArn;
        var running = features.RunWorkflowAsync(arn);
        var log = features.Engine.FolderOf(arn).Attempt(1);
        await Eventually.TrueAsync(() => JobLog.Read(log).Contains("ready"), "the script is ready");

        await features.StopAsync("job");
        await running;

        Assert.Equal("Stopped", (await features.DescribeAsync("job")).ProcessingJobStatus);
    }
}
