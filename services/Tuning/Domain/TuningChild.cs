using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Tuning.Domain;

/// <summary>One training job of a tuning job: what it tries and how it stands.</summary>
internal sealed record TuningChild
{
    public required int Number { get; init; }
    public required string Name { get; init; }
    public required string Arn { get; init; }
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required string Status { get; init; }
    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public string? FailureReason { get; init; }
    public double? ObjectiveValue { get; init; }

    public bool IsFinal => JobStatus.IsFinal(Status);

    public string ObjectiveStatus => this switch
    {
        { IsFinal: false } => Contracts.SageMaker.ObjectiveStatus.Pending,
        { Status: JobStatus.Completed, ObjectiveValue: not null } => Contracts.SageMaker.ObjectiveStatus.Succeeded,
        _ => Contracts.SageMaker.ObjectiveStatus.Failed,
    };

    /// <summary>The child as its training job stands now.</summary>
    public TuningChild With(DescribeTrainingJobResponse job, string objective) => this with
    {
        Arn = job.TrainingJobArn,
        CreationTime = job.CreationTime,
        Status = job.TrainingJobStatus,
        StartTime = job.TrainingStartTime,
        EndTime = job.TrainingEndTime,
        FailureReason = job.FailureReason,
        ObjectiveValue = job.FinalMetricDataList?.FirstOrDefault(metric => metric.MetricName == objective)?.Value,
    };

    /// <summary>The child whose training job could not be created.</summary>
    public TuningChild Refused(string reason) => this with { Status = JobStatus.Failed, FailureReason = reason };

    /// <summary>The child whose training job was chosen but never created.</summary>
    public TuningChild NeverStarted() => this with { Status = JobStatus.Stopped, FailureReason = "The tuning job was stopped before this training job started." };
}
