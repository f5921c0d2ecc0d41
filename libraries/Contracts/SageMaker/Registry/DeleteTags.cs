using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Takes tags off any resource.</summary>
public sealed record DeleteTagsRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.DeleteTags";

    [Required, StringLength(256), RegularExpression(ResourceArns.Any)] public string ResourceArn { get; init; } = null!;
    [Required, MinLength(1), MaxLength(50)] public IReadOnlyList<string> TagKeys { get; init; } = null!;
}
