using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker;

public sealed record ListHyperParameterTuningJobsRequest : IAwsRequest<ListHyperParameterTuningJobsResponse>
{
    public static string Target => "SageMaker.ListHyperParameterTuningJobs";

    public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [AllowedValues("Name", "Status", "CreationTime", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(63)] public string? NameContains { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? LastModifiedTimeAfter { get; init; }
    public DateTimeOffset? LastModifiedTimeBefore { get; init; }
    [AllowedValues("Completed", "InProgress", "Failed", "Stopped", "Stopping", "Deleting", "DeleteFailed", null)]
    public string? StatusEquals { get; init; }
}

public sealed record ListHyperParameterTuningJobsResponse
{
    public required IReadOnlyList<HyperParameterTuningJobSummary> HyperParameterTuningJobSummaries { get; init; }
    public string? NextToken { get; init; }
}

public sealed record HyperParameterTuningJobSummary
{
    public required string HyperParameterTuningJobName { get; init; }
    public required string HyperParameterTuningJobArn { get; init; }
    public required string HyperParameterTuningJobStatus { get; init; }
    public required string Strategy { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset? HyperParameterTuningEndTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required TrainingJobStatusCounters TrainingJobStatusCounters { get; init; }
    public required ObjectiveStatusCounters ObjectiveStatusCounters { get; init; }
    public required ResourceLimits ResourceLimits { get; init; }
}
