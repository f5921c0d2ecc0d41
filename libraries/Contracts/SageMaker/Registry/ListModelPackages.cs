using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Lists model packages in pages.</summary>
public sealed record ListModelPackagesRequest : IAwsRequest<ListModelPackagesResponse>
{
    public static string Target => "SageMaker.ListModelPackages";

    public DateTimeOffset? CreationTimeAfter { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [StringLength(63)] public string? NameContains { get; init; }
    [AllowedValues("Approved", "Rejected", "PendingManualApproval", null)] public string? ModelApprovalStatus { get; init; }
    /// <summary>The name or the ARN of a group.</summary>
    [StringLength(170, MinimumLength = 1)] public string? ModelPackageGroupName { get; init; }
    [AllowedValues("Versioned", "Unversioned", "Both", null)] public string? ModelPackageType { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [AllowedValues("Name", "CreationTime", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
}

/// <summary>Answers ListModelPackages.</summary>
public sealed record ListModelPackagesResponse(IReadOnlyList<ModelPackageSummary> ModelPackageSummaryList, string? NextToken);

/// <summary>A model package in a list.</summary>
public sealed record ModelPackageSummary
{
    public string? ModelPackageName { get; init; }
    public string? ModelPackageGroupName { get; init; }
    public int? ModelPackageVersion { get; init; }
    public required string ModelPackageArn { get; init; }
    public string? ModelPackageDescription { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public required string ModelPackageStatus { get; init; }
    public string? ModelApprovalStatus { get; init; }
}
