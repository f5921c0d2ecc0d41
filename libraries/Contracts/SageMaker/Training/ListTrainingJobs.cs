using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker;

public sealed record ListTrainingJobsRequest : IAwsRequest<ListTrainingJobsResponse>
{
    public static string Target => "SageMaker.ListTrainingJobs";

    public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? LastModifiedTimeAfter { get; init; }
    public DateTimeOffset? LastModifiedTimeBefore { get; init; }
    [StringLength(63)] public string? NameContains { get; init; }
    [AllowedValues("InProgress", "Completed", "Failed", "Stopping", "Stopped", "Deleting", null)] public string? StatusEquals { get; init; }
    [AllowedValues("Name", "CreationTime", "Status", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
}

public sealed record ListTrainingJobsResponse
{
    public required IReadOnlyList<TrainingJobSummary> TrainingJobSummaries { get; init; }
    public string? NextToken { get; init; }
}

public sealed record TrainingJobSummary
{
    public required string TrainingJobName { get; init; }
    public required string TrainingJobArn { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset? TrainingEndTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required string TrainingJobStatus { get; init; }
    public required string SecondaryStatus { get; init; }
}
