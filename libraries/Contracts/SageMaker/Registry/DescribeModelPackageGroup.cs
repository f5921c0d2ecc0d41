using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Describes a group of model packages.</summary>
public sealed record DescribeModelPackageGroupRequest : IAwsRequest<DescribeModelPackageGroupResponse>
{
    public static string Target => "SageMaker.DescribeModelPackageGroup";

    /// <summary>The name or the ARN.</summary>
    [Required, StringLength(170, MinimumLength = 1)] public string ModelPackageGroupName { get; init; } = null!;
}

/// <summary>A group of model packages; what DescribeModelPackageGroup answers and Search finds.</summary>
public sealed record DescribeModelPackageGroupResponse
{
    public required string ModelPackageGroupName { get; init; }
    public required string ModelPackageGroupArn { get; init; }
    public string? ModelPackageGroupDescription { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public UserContext CreatedBy { get; init; } = new();
    public string ModelPackageGroupStatus { get; init; } = "Completed";
}

/// <summary>Who did it; empty here, where no studio users exist.</summary>
public sealed record UserContext
{
    public string? UserProfileArn { get; init; }
    public string? UserProfileName { get; init; }
    public string? DomainId { get; init; }
}
