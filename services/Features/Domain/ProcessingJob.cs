using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Features.Domain;

/// <summary>A processing job: what was asked for and how far it is. Changes give a new record.</summary>
internal sealed record ProcessingJob : IJobDocument
{
    public const string ArnKind = "processing-job";

    public required string Arn { get; init; }
    public required CreateProcessingJobRequest Request { get; init; }
    public required string Region { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required string Status { get; init; }
    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public string? FailureReason { get; init; }
    public string? ExitMessage { get; init; }

    public string Name => Request.ProcessingJobName;

    public bool IsFinal => JobStatus.IsFinal(Status);

    /// <summary>The inputs that the platform brings; the others are the program's own business.</summary>
    public IEnumerable<ProcessingS3Input> ManagedInputs =>
        (Request.ProcessingInputs ?? []).Where(input => input is { AppManaged: not true, S3Input: not null }).Select(input => input.S3Input!);

    /// <summary>The outputs that the platform takes; the others are the program's own business.</summary>
    public IEnumerable<ProcessingS3Output> ManagedOutputs =>
        (Request.ProcessingOutputConfig?.Outputs ?? []).Where(output => output is { AppManaged: not true, S3Output: not null }).Select(output => output.S3Output!);

    /// <summary>The outputs that are stored although the job failed: those that were to be stored as they came, and what a program found that writes its files whole.</summary>
    public IEnumerable<ProcessingS3Output> OutputsKeptOnFailure => BuiltInImages.KeepsFindings(Request.AppSpecification.ImageUri)
        ? ManagedOutputs
        : ManagedOutputs.Where(output => output.S3UploadMode == "Continuous");

    public static string ArnOf(OperationContext context, string name) => Contracts.Arn.SageMaker(context.Region, context.AccountId, ArnKind, name);

    public static ProcessingJob Create(CreateProcessingJobRequest request, OperationContext context, DateTimeOffset now) => new()
    {
        Arn = ArnOf(context, request.ProcessingJobName),
        Request = request,
        Region = context.Region,
        CreationTime = now,
        LastModifiedTime = now,
        Status = JobStatus.InProgress,
    };

    /// <summary>The job at work; the same job when it is already, is being stopped or is over.</summary>
    public ProcessingJob Start(DateTimeOffset now) =>
        Status != JobStatus.InProgress || StartTime is not null ? this : this with { StartTime = now, LastModifiedTime = now };

    /// <summary>The job being stopped; the same job when it is already or is over.</summary>
    public ProcessingJob RequestStop(DateTimeOffset now) =>
        Status != JobStatus.InProgress ? this : this with { Status = JobStatus.Stopping, LastModifiedTime = now };

    /// <summary>The job at its end; the same job when it is over already.</summary>
    public ProcessingJob Finish(string status, string? failureReason, string? exitMessage, DateTimeOffset now) =>
        IsFinal
            ? this
            : this with { Status = status, FailureReason = failureReason, ExitMessage = exitMessage, EndTime = now, LastModifiedTime = now };
}
