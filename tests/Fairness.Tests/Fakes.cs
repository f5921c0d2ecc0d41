using System.Runtime.CompilerServices;
using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Dapr;
using MlPlatform.Fairness.Platform;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Fairness.Tests;

/// <summary>The other services: processing jobs that end as the test says, endpoints that capture or do not.</summary>
internal sealed class FakeOperations : IOperations
{
    public List<CreateProcessingJobRequest> Jobs { get; } = [];

    public string? CaptureUri { get; set; } = "s3://capture/data";

    /// <summary>What Describe tells of every job.</summary>
    public (string Status, string? ExitMessage, string? FailureReason) JobState { get; set; } = (JobStatus.Completed, null, null);

    public Task<TResponse> SendAsync<TRequest, TResponse>(TRequest request, OperationContext context, CancellationToken cancellationToken)
        where TRequest : class, IAwsRequest<TResponse>
        where TResponse : class
    {
        Assert.Equal(("eu-west-1", "123456789012"), (context.Region, context.AccountId));
        object answer = request switch
        {
            CreateProcessingJobRequest job => Create(job),
            DescribeProcessingJobRequest job => Describe(job.ProcessingJobName),
            DescribeEndpointRequest endpoint => Endpoint(endpoint.EndpointName),
            _ => throw new InvalidOperationException($"Nobody answers {request}."),
        };
        return Task.FromResult((TResponse)answer);
    }

    private CreateProcessingJobResponse Create(CreateProcessingJobRequest job)
    {
        RequestValidator.Validate(job);
        if (Jobs.Any(known => known.ProcessingJobName == job.ProcessingJobName))
        {
            throw new PlatformCallException("SageMaker.CreateProcessingJob", "ResourceInUse", "The job already exists.");
        }

        Jobs.Add(job);
        return new CreateProcessingJobResponse { ProcessingJobArn = ArnOf(job.ProcessingJobName) };
    }

    private DescribeProcessingJobResponse Describe(string name)
    {
        var job = Jobs.FirstOrDefault(known => known.ProcessingJobName == name)
            ?? throw new PlatformCallException("SageMaker.DescribeProcessingJob", "ValidationException", $"Could not find {name}.");
        return new DescribeProcessingJobResponse
        {
            ProcessingJobName = name,
            ProcessingJobArn = ArnOf(name),
            ProcessingInputs = job.ProcessingInputs!,
            ProcessingOutputConfig = job.ProcessingOutputConfig!,
            ProcessingResources = job.ProcessingResources,
            StoppingCondition = job.StoppingCondition!,
            AppSpecification = job.AppSpecification,
            RoleArn = job.RoleArn,
            ProcessingJobStatus = JobState.Status,
            ExitMessage = JobState.ExitMessage,
            FailureReason = JobState.FailureReason,
            CreationTime = default,
            LastModifiedTime = default,
        };
    }

    private DescribeEndpointResponse Endpoint(string name) => new()
    {
        EndpointName = name,
        EndpointArn = Arn.SageMaker("eu-west-1", "123456789012", "endpoint", name),
        EndpointStatus = "InService",
        DataCaptureConfig = CaptureUri is null ? null : new DataCaptureConfigSummary { EnableCapture = true, CaptureStatus = "Started", DestinationS3Uri = CaptureUri },
    };

    private static string ArnOf(string job) => Arn.SageMaker("eu-west-1", "123456789012", "processing-job", job);
}

/// <summary>Objects in memory, by address.</summary>
internal sealed class FakeObjects : IObjects
{
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<string>> ListAsync(string s3Uri, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [.. Files.Keys.Where(key => key.StartsWith(s3Uri, StringComparison.Ordinal)).Select(key => key[s3Uri.Length..])]);

    public Task<byte[]?> ReadAsync(string s3Uri, CancellationToken cancellationToken) => Task.FromResult(Files.GetValueOrDefault(s3Uri));
}

/// <summary>A clock that the test sets.</summary>
internal sealed class FakeClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 5, 20, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Remembers which workflows were asked for; none of them exists.</summary>
internal sealed class FakeWorkflows : IDaprWorkflowClient
{
    public List<string> Started { get; } = [];

    public Task<string> ScheduleNewWorkflowAsync(string name, string? instanceId, object? input, DateTimeOffset? startTime, CancellationToken cancellation = default)
    {
        Started.Add(instanceId!);
        return Task.FromResult(instanceId!);
    }

    public Task<WorkflowState> GetWorkflowStateAsync(string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellation = default) =>
        // A state without content is that of an instance that does not exist; its constructor is the SDK's own.
        Task.FromResult((WorkflowState)RuntimeHelpers.GetUninitializedObject(typeof(WorkflowState)));

    public Task<string> ScheduleNewWorkflowAsync(string name, string? instanceId = null, object? input = null) => throw new NotSupportedException();

    public Task<string> ScheduleNewWorkflowAsync(string name, string? instanceId, object? input, DateTime? startTime) => throw new NotSupportedException();

    public Task<WorkflowState> WaitForWorkflowStartAsync(string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<WorkflowState> WaitForWorkflowCompletionAsync(string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task TerminateWorkflowAsync(string instanceId, object? output = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task SuspendWorkflowAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task ResumeWorkflowAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
