using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>The tags of any resource.</summary>
public sealed record ListTagsRequest : IAwsRequest<ListTagsResponse>
{
    public static string Target => "SageMaker.ListTags";

    [Required, StringLength(256), RegularExpression(ResourceArns.Any)] public string ResourceArn { get; init; } = null!;
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(50, int.MaxValue)] public int? MaxResults { get; init; }
}

/// <summary>Answers ListTags.</summary>
public sealed record ListTagsResponse(IReadOnlyList<Tag> Tags, string? NextToken);
