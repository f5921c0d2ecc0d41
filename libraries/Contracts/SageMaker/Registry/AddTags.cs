using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Sets tags of any resource; a key that is there already gets the new value.</summary>
public sealed record AddTagsRequest : IAwsRequest<AddTagsResponse>
{
    public static string Target => "SageMaker.AddTags";

    [Required, StringLength(256), RegularExpression(ResourceArns.Any)] public string ResourceArn { get; init; } = null!;
    [Required, MaxLength(50)] public IReadOnlyList<Tag> Tags { get; init; } = null!;
}

/// <summary>Answers AddTags with all tags the resource has now.</summary>
public sealed record AddTagsResponse(IReadOnlyList<Tag> Tags);

/// <summary>The form of the addresses of resources that carry tags.</summary>
public static class ResourceArns
{
    public const string Any = @"^arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:.+$";
}
