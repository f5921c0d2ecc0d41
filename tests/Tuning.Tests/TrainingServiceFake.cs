using System.Collections.Concurrent;
using System.Globalization;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Tuning.Domain;

namespace MlPlatform.Tuning.Tests;

/// <summary>Training jobs that end as a test tells them to; counts how many run at once and how often each is created.</summary>
internal sealed class TrainingServiceFake : ITrainingService
{
    private readonly ConcurrentDictionary<string, DescribeTrainingJobResponse> jobs = new(StringComparer.Ordinal);

    /// <summary>How a created job ends: its status and the objective's value; null while it runs.</summary>
    public Func<CreateTrainingJobRequest, (string Status, double? Value)?> Outcome { get; set; } =
        request => ("Completed", double.Parse(request.HyperParameters!["rate"], CultureInfo.InvariantCulture));

    /// <summary>Why a job is refused; null to accept it.</summary>
    public Func<CreateTrainingJobRequest, string?> Refusal { get; set; } = _ => null;

    public List<CreateTrainingJobRequest> Created { get; } = [];

    public int MostAtOnce { get; private set; }

    public List<string> Stopped { get; } = [];

    public Task<DescribeTrainingJobResponse?> FindAsync(TuningJob job, string name, CancellationToken cancellationToken)
    {
        if (!jobs.TryGetValue(name, out var found)) return Task.FromResult<DescribeTrainingJobResponse?>(null);
        var request = Created.Single(created => created.TrainingJobName == name);
        if (!JobStatus.IsFinal(found.TrainingJobStatus) && Outcome(request) is { } outcome) jobs[name] = found = End(found, job, outcome);
        return Task.FromResult<DescribeTrainingJobResponse?>(found);
    }

    public Task<string?> CreateAsync(TuningJob job, CreateTrainingJobRequest request, CancellationToken cancellationToken)
    {
        if (Refusal(request) is { } reason) return Task.FromResult<string?>(reason);
        if (jobs.TryAdd(request.TrainingJobName, Started(request))) Created.Add(request);
        MostAtOnce = Math.Max(MostAtOnce, jobs.Values.Count(running => !JobStatus.IsFinal(running.TrainingJobStatus)));
        return Task.FromResult<string?>(null);
    }

    public Task StopAsync(TuningJob job, string name, CancellationToken cancellationToken)
    {
        Stopped.Add(name);
        jobs[name] = jobs[name] with { TrainingJobStatus = JobStatus.Stopped };
        return Task.CompletedTask;
    }

    private static DescribeTrainingJobResponse End(DescribeTrainingJobResponse job, TuningJob tuning, (string Status, double? Value) outcome) => job with
    {
        TrainingJobStatus = outcome.Status,
        FailureReason = outcome.Status == JobStatus.Failed ? "AlgorithmError: no, exit code: 1" : null,
        FinalMetricDataList = outcome.Value is { } value
            ? [new() { MetricName = tuning.Objective.MetricName, Value = value, Timestamp = DateTimeOffset.UnixEpoch }]
            : null,
    };

    private static DescribeTrainingJobResponse Started(CreateTrainingJobRequest request) => new()
    {
        TrainingJobName = request.TrainingJobName,
        TrainingJobArn = $"arn:aws:sagemaker:us-west-2:123456789012:training-job/{request.TrainingJobName}",
        ModelArtifacts = new() { S3ModelArtifacts = "s3://bucket/model.tar.gz" },
        TrainingJobStatus = JobStatus.InProgress,
        SecondaryStatus = SecondaryStatus.Training,
        AlgorithmSpecification = request.AlgorithmSpecification,
        RoleArn = request.RoleArn,
        OutputDataConfig = request.OutputDataConfig,
        ResourceConfig = new(),
        StoppingCondition = new(),
        CreationTime = DateTimeOffset.UnixEpoch,
        LastModifiedTime = DateTimeOffset.UnixEpoch,
        SecondaryStatusTransitions = [],
        EnableNetworkIsolation = false,
        EnableInterContainerTrafficEncryption = false,
        EnableManagedSpotTraining = false,
    };
}
