using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker;

public sealed record ListProcessingJobsRequest : IAwsRequest<ListProcessingJobsResponse>
{
    public static string Target => "SageMaker.ListProcessingJobs";

    public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? LastModifiedTimeAfter { get; init; }
    public DateTimeOffset? LastModifiedTimeBefore { get; init; }
    public string? NameContains { get; init; }
    [AllowedValues("InProgress", "Completed", "Failed", "Stopping", "Stopped", null)] public string? StatusEquals { get; init; }
    [AllowedValues("Name", "CreationTime", "Status", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
}

public sealed record ListProcessingJobsResponse
{
    public required IReadOnlyList<ProcessingJobSummary> ProcessingJobSummaries { get; init; }
    public string? NextToken { get; init; }
}

public sealed record ProcessingJobSummary
{
    public required string ProcessingJobName { get; init; }
    public required string ProcessingJobArn { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset? ProcessingEndTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required string ProcessingJobStatus { get; init; }
    public string? FailureReason { get; init; }
    public string? ExitMessage { get; init; }
}
