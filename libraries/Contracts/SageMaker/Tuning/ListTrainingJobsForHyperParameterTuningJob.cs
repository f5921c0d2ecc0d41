using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker;

public sealed record ListTrainingJobsForHyperParameterTuningJobRequest : IAwsRequest<ListTrainingJobsForHyperParameterTuningJobResponse>
{
    public static string Target => "SageMaker.ListTrainingJobsForHyperParameterTuningJob";

    [Required, RegularExpression(Names.TuningJob)] public string HyperParameterTuningJobName { get; init; } = null!;
    public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [AllowedValues("InProgress", "Completed", "Failed", "Stopping", "Stopped", "Deleting", null)] public string? StatusEquals { get; init; }
    [AllowedValues("Name", "CreationTime", "Status", "FinalObjectiveMetricValue", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
}

public sealed record ListTrainingJobsForHyperParameterTuningJobResponse
{
    public required IReadOnlyList<HyperParameterTrainingJobSummary> TrainingJobSummaries { get; init; }
    public string? NextToken { get; init; }
}
