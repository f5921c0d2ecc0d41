using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Lists artifacts in pages.</summary>
public sealed record ListArtifactsRequest : IAwsRequest<ListArtifactsResponse>
{
    public static string Target => "SageMaker.ListArtifacts";

    [StringLength(2048, MinimumLength = 1)] public string? SourceUri { get; init; }
    [StringLength(256)] public string? ArtifactType { get; init; }
    public DateTimeOffset? CreatedAfter { get; init; }
    public DateTimeOffset? CreatedBefore { get; init; }
    [AllowedValues("CreationTime", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
}

/// <summary>Answers ListArtifacts.</summary>
public sealed record ListArtifactsResponse(IReadOnlyList<ArtifactSummary> ArtifactSummaries, string? NextToken);

/// <summary>An artifact in a list.</summary>
public sealed record ArtifactSummary
{
    public required string ArtifactArn { get; init; }
    public string? ArtifactName { get; init; }
    public required ArtifactSource Source { get; init; }
    public required string ArtifactType { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }
}
