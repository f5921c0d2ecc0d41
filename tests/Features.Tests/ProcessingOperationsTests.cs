using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Operations;

namespace MlPlatform.Features.Tests;

public sealed class ProcessingOperationsTests : IAsyncLifetime
{
    private readonly FeaturesFixture features = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => features.DisposeAsync().AsTask();

    [Fact]
    public void Map_Operations_AreTheOnesThisServiceOwns()
    {
        var table = new OperationTable();
        ProcessingOperations.Map(table);

        Assert.Equal(OperationOwners.ByApp[AppIds.Features].Order(), table.Targets.Order());
    }

    [Fact]
    public async Task Create_NewJob_StartsItsWorkflowAndIsInProgress()
    {
        var created = await features.CreateAsync(features.Script("sh", "exit 0") with { ProcessingInputs = null, ProcessingOutputConfig = null });

        Assert.Equal("arn:aws:sagemaker:us-west-2:123456789012:processing-job/job", created.ProcessingJobArn);
        Assert.Equal(created.ProcessingJobArn, features.Started.Single().Input);
        var job = await features.DescribeAsync("job");
        Assert.Equal("InProgress", job.ProcessingJobStatus);
        Assert.Empty(job.ProcessingInputs);
        Assert.Empty(job.ProcessingOutputConfig.Outputs);
    }

    [Fact]
    public async Task Create_SameNameTwice_IsInUse()
    {
        await features.CreateAsync(features.Script("sh", "exit 0"));

        var error = await Assert.ThrowsAsync<AwsException>(() => features.CreateAsync(features.Script("sh", "exit 0")));

        Assert.Equal(AwsErrorCode.ResourceInUse, error.Code);
        Assert.Contains("already exists", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribeAndStop_UnknownJob_AreNotFound()
    {
        foreach (var call in (Func<Task>[])[() => features.DescribeAsync("none"), () => features.StopAsync("none")])
        {
            var error = await Assert.ThrowsAsync<AwsException>(call);
            Assert.Equal(AwsErrorCode.Validation, error.Code);
            Assert.StartsWith("Could not find", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Stop_FinishedJob_IsRefused()
    {
        await features.RunAsync(features.Script("sh", "exit 0"));

        var error = await Assert.ThrowsAsync<AwsException>(() => features.StopAsync("job"));

        Assert.Equal(AwsErrorCode.Validation, error.Code);
    }

    [Fact]
    public async Task List_StatusFilter_GivesOnlyThose()
    {
        await features.RunAsync(features.Script("sh", "exit 0"));
        await features.CreateAsync(features.Script("sh", "exit 0") with { ProcessingJobName = "other" });

        var completed = await features.ListAsync(new() { StatusEquals = "Completed" });

        Assert.Equal(["job"], completed.ProcessingJobSummaries.Select(job => job.ProcessingJobName));
    }

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Create_BadRequest_NamesWhatIsWrong(string expected, Func<CreateProcessingJobRequest, CreateProcessingJobRequest> spoil)
    {
        var error = await Assert.ThrowsAsync<AwsException>(() => features.CreateAsync(spoil(features.Script("sh", "exit 0"))));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(features.Started);
    }

    public static TheoryData<string, Func<CreateProcessingJobRequest, CreateProcessingJobRequest>> BadRequests => new()
    {
        { "LocalPath of data", request => request with { ProcessingInputs = [FeaturesFixture.Input("data", "s3://bucket/raw/", "/etc")] } },
        { "LocalPath of data", request => request with { ProcessingInputs = [FeaturesFixture.Input("data", "s3://bucket/raw/", "/opt/ml/processing/../x")] } },
        { "used twice", request => request with { ProcessingInputs = [request.ProcessingInputs![0], request.ProcessingInputs[0]] } },
        { "no S3Input", request => request with { ProcessingInputs = [new() { InputName = "data" }] } },
        { "no S3Output", request => request with { ProcessingOutputConfig = new() { Outputs = [new() { OutputName = "out" }] } } },
        { "1 instance", request => request with { ProcessingResources = new() { ClusterConfig = new() { InstanceCount = 3, InstanceType = "ml.m5.large", VolumeSizeInGB = 1 } } } },
    };
}
