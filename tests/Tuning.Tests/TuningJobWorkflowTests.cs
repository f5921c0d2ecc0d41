using System.Globalization;
using System.Text.Json.Nodes;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Testing;
using MlPlatform.Tuning.Subscribers;

namespace MlPlatform.Tuning.Tests;

public sealed class TuningJobWorkflowTests : IAsyncLifetime
{
    private readonly TuningFixture tuning = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => tuning.DisposeAsync().AsTask();

    [Fact]
    public async Task Run_Random_StartsAsManyAsAskedAndFindsTheBest()
    {
        var job = await tuning.RunAsync(TuningFixture.Request(jobs: 6, parallel: 2));

        Assert.Equal("Completed", job.HyperParameterTuningJobStatus);
        Assert.Equal((6, 2), (tuning.Training.Created.Count, tuning.Training.MostAtOnce));
        var rates = tuning.Training.Created.Select(request => double.Parse(request.HyperParameters!["rate"], CultureInfo.InvariantCulture)).ToList();
        Assert.All(rates, rate => Assert.InRange(rate, 0.1, 0.9));
        Assert.Equal(6, rates.Distinct().Count());
        Assert.Equal(rates.Max(), job.BestTrainingJob!.FinalHyperParameterTuningJobObjectiveMetric!.Value);
        Assert.Equal((6, 0, 6), (job.TrainingJobStatusCounters.Completed, job.TrainingJobStatusCounters.InProgress, job.ObjectiveStatusCounters.Succeeded));
    }

    [Fact]
    public async Task Run_SameSeed_TriesTheSame()
    {
        await tuning.RunAsync(TuningFixture.Request());
        await tuning.RunAsync(TuningFixture.Request() with { HyperParameterTuningJobName = "again" });

        var rates = tuning.Training.Created.Select(request => request.HyperParameters!["rate"]).ToList();
        Assert.Equal(rates[..6], rates[6..]);
    }

    [Fact]
    public async Task Run_Grid_TriesEveryCombinationOnce()
    {
        var job = await tuning.RunAsync(TuningFixture.Request("Grid", jobs: null, parallel: 3));

        Assert.Equal("Completed", job.HyperParameterTuningJobStatus);
        Assert.Equal(
            ["0.1\"a\"", "0.1\"b\"", "0.5\"a\"", "0.5\"b\""],
            tuning.Training.Created.Select(request => request.HyperParameters!["rate"] + request.HyperParameters["kind"]).Order());
    }

    [Fact]
    public async Task Run_EveryTrainingJob_CarriesStaticParametersObjectiveAndOwner()
    {
        var job = await tuning.RunAsync(TuningFixture.Request(jobs: 1));

        var request = tuning.Training.Created.Single();
        Assert.Equal("binary_classifier", request.HyperParameters!["predictor_type"]);
        Assert.Equal("validation:auc", request.HyperParameters["_tuning_objective_metric"]);
        Assert.Equal(job.HyperParameterTuningJobArn, request.TuningJobArn);
        Assert.StartsWith("tune-001-", request.TrainingJobName, StringComparison.Ordinal);
        Assert.Equal("validation:auc", job.TrainingJobDefinition!.StaticHyperParameters!["_tuning_objective_metric"]);
    }

    [Fact]
    public async Task Run_SomeTrainingJobsFail_TheyAreCountedAndTheRestDecides()
    {
        tuning.Training.Outcome = request => request.TrainingJobName.StartsWith("tune-001", StringComparison.Ordinal) ? ("Failed", null) : ("Completed", 0.5);

        var job = await tuning.RunAsync(TuningFixture.Request(jobs: 3));

        Assert.Equal("Completed", job.HyperParameterTuningJobStatus);
        Assert.Equal((2, 1), (job.TrainingJobStatusCounters.Completed, job.TrainingJobStatusCounters.NonRetryableError));
        Assert.Equal(1, job.ObjectiveStatusCounters.Failed);
    }

    [Fact]
    public async Task Run_EveryTrainingJobIsRefused_FailsWithTheReason()
    {
        tuning.Training.Refusal = _ => "ValidationException: no such image";

        var job = await tuning.RunAsync(TuningFixture.Request(jobs: 3));

        Assert.Equal("Failed", job.HyperParameterTuningJobStatus);
        Assert.Contains("no such image", job.FailureReason, StringComparison.Ordinal);
        Assert.Equal(3, job.TrainingJobStatusCounters.NonRetryableError);
    }

    [Fact]
    public async Task Run_TargetReached_StopsTheRestAndCompletes()
    {
        tuning.Training.Outcome = request => request.TrainingJobName.StartsWith("tune-001", StringComparison.Ordinal) ? ("Completed", 0.99) : null;
        var request = TuningFixture.Request(jobs: 20, parallel: 2);
        request = request with
        {
            HyperParameterTuningJobConfig = request.HyperParameterTuningJobConfig with { TuningJobCompletionCriteria = new() { TargetObjectiveMetricValue = 0.9 } },
        };

        var job = await tuning.RunAsync(request);

        Assert.Equal(("Completed", 2, 1), (job.HyperParameterTuningJobStatus, tuning.Training.Created.Count, job.TrainingJobStatusCounters.Stopped));
    }

    [Fact]
    public async Task Turn_RepeatedWithoutChange_StartsNothingTwice()
    {
        tuning.Training.Outcome = _ => null;
        var arn = (await tuning.CreateAsync(TuningFixture.Request(parallel: 2))).HyperParameterTuningJobArn;

        for (var turn = 0; turn < 3; turn++) Assert.False(await tuning.TurnAsync(arn));

        Assert.Equal(2, tuning.Training.Created.Count);
    }

    [Fact]
    public async Task Workflow_TrainingJobsEndAndAreHeardOf_Completes()
    {
        var ended = false;
        tuning.Training.Outcome = _ => ended ? ("Completed", 0.5) : null;
        var arn = (await tuning.CreateAsync(TuningFixture.Request(jobs: 1))).HyperParameterTuningJobArn;
        var running = tuning.RunWorkflowAsync(arn);
        await Eventually.TrueAsync(() => tuning.Training.Created.Count == 1, "the training job is created");

        ended = true;
        await TrainingJobChanges.HandleAsync(Change(arn, "Completed"), tuning.Jobs, tuning, CancellationToken.None);

        Assert.True(await running);
        Assert.Equal([arn], tuning.Woken);
    }

    [Fact]
    public async Task Stop_WhileRunning_StopsTheTrainingJobs()
    {
        tuning.Training.Outcome = _ => null;
        var arn = (await tuning.CreateAsync(TuningFixture.Request(parallel: 2))).HyperParameterTuningJobArn;
        var running = tuning.RunWorkflowAsync(arn);
        await Eventually.TrueAsync(() => tuning.Training.Created.Count == 2, "the training jobs are created");

        await tuning.StopAsync("tune");
        Assert.True(await running);

        var job = await tuning.DescribeAsync("tune");
        Assert.Equal(("Stopped", 2, 2), (job.HyperParameterTuningJobStatus, tuning.Training.Stopped.Count, job.TrainingJobStatusCounters.Stopped));
    }

    [Theory]
    [InlineData("Completed", false)]
    [InlineData("InProgress", true)]
    public async Task Event_OfNoConcern_WakesNobody(string status, bool ofTuning)
    {
        var arn = (await tuning.CreateAsync(TuningFixture.Request())).HyperParameterTuningJobArn;

        await TrainingJobChanges.HandleAsync(Change(ofTuning ? arn : null, status), tuning.Jobs, tuning, CancellationToken.None);

        Assert.Empty(tuning.Woken);
    }

    private static PlatformEvent Change(string? tuningJob, string status) => new()
    {
        Id = "1",
        DetailType = "SageMaker Training Job State Change",
        Source = "aws.sagemaker",
        Account = "123456789012",
        Time = "2026-01-01T00:00:00Z",
        Region = "us-west-2",
        Detail = new JsonObject { ["TrainingJobStatus"] = status, ["TuningJobArn"] = tuningJob },
    };
}
