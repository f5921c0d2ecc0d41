using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Training.Operations;

namespace MlPlatform.Training.Tests;

public sealed class TrainingOperationsTests : IAsyncLifetime
{
    private readonly TrainingFixture training = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => training.DisposeAsync().AsTask();

    [Fact]
    public void Map_Operations_AreTheOnesThisServiceOwns()
    {
        var table = new OperationTable();
        TrainingOperations.Map(table);

        Assert.Equal(OperationOwners.ByApp[AppIds.Training].Order(), table.Targets.Order());
    }

    [Fact]
    public async Task Create_NewJob_StartsItsWorkflowAndIsInProgress()
    {
        var created = await training.CreateAsync(training.Script("exit 0"));

        Assert.Equal("arn:aws:sagemaker:us-west-2:123456789012:training-job/job", created.TrainingJobArn);
        Assert.Equal(created.TrainingJobArn, training.Started.Single().Input);
        var job = await training.DescribeAsync("job");
        Assert.Equal(("InProgress", "Starting", ""), (job.TrainingJobStatus, job.SecondaryStatus, job.OutputDataConfig.KmsKeyId));
        Assert.Single(job.SecondaryStatusTransitions);
        Assert.NotEmpty(job.SecondaryStatusTransitions[0].StatusMessage);
    }

    [Fact]
    public async Task Create_SameNameTwice_IsInUse()
    {
        await training.CreateAsync(training.Script("exit 0"));

        var error = await Assert.ThrowsAsync<AwsException>(() => training.CreateAsync(training.Script("exit 0")));

        Assert.Equal(AwsErrorCode.ResourceInUse, error.Code);
        Assert.Contains("already exists", error.Message, StringComparison.Ordinal);
        Assert.Single(training.Started);
    }

    [Fact]
    public async Task DescribeAndStop_UnknownJob_AnswerAsAwsDoes()
    {
        foreach (var call in (Func<Task>[])[() => training.DescribeAsync("none"), () => training.StopAsync("none")])
        {
            var error = await Assert.ThrowsAsync<AwsException>(call);
            Assert.Equal((AwsErrorCode.Validation, "Requested resource not found."), (error.Code, error.Message));
        }
    }

    [Fact]
    public async Task Stop_FinishedJob_IsRefused()
    {
        await training.RunAsync(training.Script("exit 0"));

        var error = await Assert.ThrowsAsync<AwsException>(() => training.StopAsync("job"));

        Assert.Equal(AwsErrorCode.Validation, error.Code);
    }

    [Fact]
    public async Task List_PagesAndFilters_GiveEveryMatchOnce()
    {
        foreach (var name in (string[])["a-1", "b-1", "a-2", "a-3"]) await training.CreateAsync(training.Script("exit 0") with { TrainingJobName = name });

        var names = new List<string>();
        string? token = null;
        do
        {
            var page = await training.ListAsync(new() { NameContains = "a-", MaxResults = 2, SortBy = "Name", SortOrder = "Ascending", NextToken = token });
            names.AddRange(page.TrainingJobSummaries.Select(job => job.TrainingJobName));
            token = page.NextToken;
        }
        while (token is not null);

        Assert.Equal(["a-1", "a-2", "a-3"], names);
        Assert.Empty((await training.ListAsync(new() { StatusEquals = "Completed" })).TrainingJobSummaries);
    }

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Create_BadRequest_NamesWhatIsWrong(string expected, Func<CreateTrainingJobRequest, CreateTrainingJobRequest> spoil)
    {
        var error = await Assert.ThrowsAsync<AwsException>(() => training.CreateAsync(spoil(training.Script("exit 0"))));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(training.Started);
    }

    public static TheoryData<string, Func<CreateTrainingJobRequest, CreateTrainingJobRequest>> BadRequests => new()
    {
        { "TrainingImage", request => request with { AlgorithmSpecification = request.AlgorithmSpecification with { TrainingImage = null } } },
        { "metric m", request => request with { AlgorithmSpecification = request.AlgorithmSpecification with { MetricDefinitions = [new() { Name = "m", Regex = "(" }] } } },
        { "used twice", request => request with { InputDataConfig = [request.InputDataConfig![0], request.InputDataConfig[0]] } },
        { "Pipe", request => request with { InputDataConfig = [request.InputDataConfig![0] with { InputMode = "Pipe" }] } },
        { "S3DataSource", request => request with { InputDataConfig = [request.InputDataConfig![0] with { DataSource = new() }] } },
        { "1 instance", request => request with { ResourceConfig = new() { InstanceCount = 2 } } },
    };
}
