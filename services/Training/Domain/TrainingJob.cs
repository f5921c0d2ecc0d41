using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Training.Domain;

/// <summary>A training job: what was asked for and how far it is. Changes give a new record.</summary>
internal sealed record TrainingJob : IJobDocument
{
    public const string ArnKind = "training-job";

    public required string Arn { get; init; }
    public required CreateTrainingJobRequest Request { get; init; }
    public required string Region { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required string Status { get; init; }
    public required IReadOnlyList<SecondaryStatusTransition> Transitions { get; init; }
    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public string? FailureReason { get; init; }
    public IReadOnlyList<MetricData>? FinalMetrics { get; init; }

    public string Name => Request.TrainingJobName;

    public string SecondaryStatus => Transitions[^1].Status;

    public bool IsFinal => JobStatus.IsFinal(Status);

    /// <summary>The folder of S3 that takes the job's results.</summary>
    public string OutputUri => $"{Request.OutputDataConfig.S3OutputPath.TrimEnd('/')}/{Name}/output";

    public string ModelUri => Request.OutputDataConfig.CompressionType == "NONE" ? $"{OutputUri}/model" : $"{OutputUri}/model.tar.gz";

    public static string ArnOf(OperationContext context, string name) => Contracts.Arn.SageMaker(context.Region, context.AccountId, ArnKind, name);

    public static TrainingJob Create(CreateTrainingJobRequest request, OperationContext context, DateTimeOffset now) => new()
    {
        Arn = ArnOf(context, request.TrainingJobName),
        Request = request,
        Region = context.Region,
        CreationTime = now,
        LastModifiedTime = now,
        Status = JobStatus.InProgress,
        Transitions = [Transition(Contracts.SageMaker.SecondaryStatus.Starting, now)],
    };

    /// <summary>The job one step on; the same job when it stands there, is being stopped or is over.</summary>
    public TrainingJob Enter(string secondaryStatus, DateTimeOffset now) =>
        Status != JobStatus.InProgress || SecondaryStatus == secondaryStatus
            ? this
            : this with
            {
                Transitions = Next(Transition(secondaryStatus, now)),
                StartTime = StartTime ?? now,
                LastModifiedTime = now,
            };

    /// <summary>The job being stopped; the same job when it is already.</summary>
    public TrainingJob RequestStop(DateTimeOffset now) =>
        Status != JobStatus.InProgress
            ? this
            : this with
            {
                Status = JobStatus.Stopping,
                Transitions = Next(Transition(Contracts.SageMaker.SecondaryStatus.Stopping, now)),
                LastModifiedTime = now,
            };

    /// <summary>The job at its end; the same job when it is over already.</summary>
    public TrainingJob Finish(string status, string secondaryStatus, string? failureReason, DateTimeOffset now) =>
        IsFinal
            ? this
            : this with
            {
                Status = status,
                Transitions = Next(Transition(secondaryStatus, now, failureReason) with { EndTime = now }),
                FailureReason = failureReason,
                EndTime = now,
                LastModifiedTime = now,
            };

    private IReadOnlyList<SecondaryStatusTransition> Next(SecondaryStatusTransition next) =>
        [.. Transitions.SkipLast(1), Transitions[^1] with { EndTime = next.StartTime }, next];

    private static SecondaryStatusTransition Transition(string status, DateTimeOffset now, string? reason = null) =>
        new() { Status = status, StartTime = now, StatusMessage = reason ?? MessageOf(status) };

    private static string MessageOf(string status) => status switch
    {
        Contracts.SageMaker.SecondaryStatus.Starting => "Preparing to run the training job",
        Contracts.SageMaker.SecondaryStatus.Downloading => "Downloading input data",
        Contracts.SageMaker.SecondaryStatus.Training => "The training program is running",
        Contracts.SageMaker.SecondaryStatus.Uploading => "Uploading the model and other output",
        Contracts.SageMaker.SecondaryStatus.Stopping => "Stopping the training job",
        Contracts.SageMaker.SecondaryStatus.Stopped => "Training job stopped",
        Contracts.SageMaker.SecondaryStatus.MaxRuntimeExceeded => "Training job stopped at its maximum runtime",
        Contracts.SageMaker.SecondaryStatus.Completed => "Training job completed",
        _ => status,
    };
}
