using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Lists groups of model packages in pages.</summary>
public sealed record ListModelPackageGroupsRequest : IAwsRequest<ListModelPackageGroupsResponse>
{
    public static string Target => "SageMaker.ListModelPackageGroups";

    public DateTimeOffset? CreationTimeAfter { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [StringLength(63)] public string? NameContains { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [AllowedValues("Name", "CreationTime", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
}

/// <summary>Answers ListModelPackageGroups.</summary>
public sealed record ListModelPackageGroupsResponse(IReadOnlyList<ModelPackageGroupSummary> ModelPackageGroupSummaryList, string? NextToken);

/// <summary>A group of model packages in a list.</summary>
public sealed record ModelPackageGroupSummary
{
    public required string ModelPackageGroupName { get; init; }
    public required string ModelPackageGroupArn { get; init; }
    public string? ModelPackageGroupDescription { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public required string ModelPackageGroupStatus { get; init; }
}
