using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Makes an empty group of model packages.</summary>
public sealed record CreateModelPackageGroupRequest : IAwsRequest<CreateModelPackageGroupResponse>
{
    public static string Target => "SageMaker.CreateModelPackageGroup";

    [Required, RegularExpression(Names.Resource)] public string ModelPackageGroupName { get; init; } = null!;
    [StringLength(1024)] public string? ModelPackageGroupDescription { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>Answers CreateModelPackageGroup.</summary>
public sealed record CreateModelPackageGroupResponse(string ModelPackageGroupArn);
