using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Describes an artifact.</summary>
public sealed record DescribeArtifactRequest : IAwsRequest<DescribeArtifactResponse>
{
    public static string Target => "SageMaker.DescribeArtifact";

    [Required, StringLength(256)] public string ArtifactArn { get; init; } = null!;
}

/// <summary>Answers DescribeArtifact.</summary>
public sealed record DescribeArtifactResponse
{
    public string? ArtifactName { get; init; }
    public required string ArtifactArn { get; init; }
    public required ArtifactSource Source { get; init; }
    public required string ArtifactType { get; init; }
    public IReadOnlyDictionary<string, string>? Properties { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }
    public MetadataProperties? MetadataProperties { get; init; }
}
