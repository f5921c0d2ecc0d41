using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Tuning.Operations;

namespace MlPlatform.Tuning.Tests;

public sealed class TuningOperationsTests : IAsyncLifetime
{
    private readonly TuningFixture tuning = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => tuning.DisposeAsync().AsTask();

    [Fact]
    public void Map_Operations_AreTheOnesThisServiceOwns()
    {
        var table = new OperationTable();
        TuningOperations.Map(table);

        Assert.Equal(OperationOwners.ByApp[AppIds.Tuning].Order(), table.Targets.Order());
    }

    [Fact]
    public async Task Create_NewJob_StartsItsWorkflowAndIsListed()
    {
        var created = await tuning.CreateAsync(TuningFixture.Request());

        Assert.Equal("arn:aws:sagemaker:us-west-2:123456789012:hyper-parameter-tuning-job/tune", created.HyperParameterTuningJobArn);
        Assert.Equal(created.HyperParameterTuningJobArn, tuning.Started.Single().Input);
        Assert.Equal(("tune", "InProgress", "Random"), (await tuning.ListAsync()).HyperParameterTuningJobSummaries
            .Select(job => (job.HyperParameterTuningJobName, job.HyperParameterTuningJobStatus, job.Strategy)).Single());
    }

    [Fact]
    public async Task Create_SameNameTwice_IsInUse()
    {
        await tuning.CreateAsync(TuningFixture.Request());

        var error = await Assert.ThrowsAsync<AwsException>(() => tuning.CreateAsync(TuningFixture.Request()));

        Assert.Equal(AwsErrorCode.ResourceInUse, error.Code);
    }

    [Fact]
    public async Task DescribeAndStop_UnknownJob_AreNotFound()
    {
        foreach (var call in (Func<Task>[])[() => tuning.DescribeAsync("none"), () => tuning.StopAsync("none")])
        {
            var error = await Assert.ThrowsAsync<AwsException>(call);
            Assert.StartsWith("Could not find", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Stop_FinishedJob_IsRefused()
    {
        await tuning.RunAsync(TuningFixture.Request(jobs: 1));

        var error = await Assert.ThrowsAsync<AwsException>(() => tuning.StopAsync("tune"));

        Assert.Equal(AwsErrorCode.Validation, error.Code);
    }

    [Fact]
    public async Task ListTrainingJobs_ByObjectiveInPages_GivesEachOnceInOrder()
    {
        await tuning.RunAsync(TuningFixture.Request(jobs: 5));

        var values = new List<double>();
        string? token = null;
        do
        {
            var page = await tuning.ListChildrenAsync(new()
            {
                HyperParameterTuningJobName = "tune", MaxResults = 2, SortBy = "FinalObjectiveMetricValue", SortOrder = "Descending", NextToken = token,
            });
            values.AddRange(page.TrainingJobSummaries.Select(job => job.FinalHyperParameterTuningJobObjectiveMetric!.Value));
            token = page.NextToken;
        }
        while (token is not null);

        Assert.Equal(5, values.Count);
        Assert.Equal(values.OrderDescending(), values);
    }

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Create_BadRequest_NamesWhatIsWrong(string expected, Func<CreateHyperParameterTuningJobRequest, CreateHyperParameterTuningJobRequest> spoil)
    {
        var error = await Assert.ThrowsAsync<AwsException>(() => tuning.CreateAsync(spoil(TuningFixture.Request())));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(tuning.Started);
    }

    public static TheoryData<string, Func<CreateHyperParameterTuningJobRequest, CreateHyperParameterTuningJobRequest>> BadRequests => new()
    {
        { "Bayesian", request => Config(request, config => config with { Strategy = "Bayesian" }) },
        { "training job definition", request => request with { TrainingJobDefinition = null } },
        { "Objective", request => Config(request, config => config with { HyperParameterTuningJobObjective = null }) },
        { "ParameterRanges", request => Config(request, config => config with { ParameterRanges = null }) },
        { "MaxNumberOfTrainingJobs", request => Config(request, config => config with { ResourceLimits = new() { MaxParallelTrainingJobs = 1 } }) },
        { "'low'", request => Range(request, "low", "1") },
        { "'rate'", request => Range(request, "2", "1") },
    };

    private static CreateHyperParameterTuningJobRequest Config(
        CreateHyperParameterTuningJobRequest request, Func<HyperParameterTuningJobConfig, HyperParameterTuningJobConfig> change) =>
        request with { HyperParameterTuningJobConfig = change(request.HyperParameterTuningJobConfig) };

    private static CreateHyperParameterTuningJobRequest Range(CreateHyperParameterTuningJobRequest request, string low, string high) =>
        Config(request, config => config with { ParameterRanges = new() { ContinuousParameterRanges = [new() { Name = "rate", MinValue = low, MaxValue = high }] } });
}
