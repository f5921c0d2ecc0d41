using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Deletes an empty group of model packages.</summary>
public sealed record DeleteModelPackageGroupRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.DeleteModelPackageGroup";

    /// <summary>The name or the ARN.</summary>
    [Required, StringLength(170, MinimumLength = 1)] public string ModelPackageGroupName { get; init; } = null!;
}
