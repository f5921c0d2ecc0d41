using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Deletes a model package; its version number is not given again.</summary>
public sealed record DeleteModelPackageRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.DeleteModelPackage";

    /// <summary>The ARN, or the name of a package without a group.</summary>
    [Required, StringLength(176, MinimumLength = 1)] public string ModelPackageName { get; init; } = null!;
}
