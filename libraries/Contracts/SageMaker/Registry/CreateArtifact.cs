using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Makes a vertex of the lineage graph for a thing with an address: a data set, a model file, an endpoint.</summary>
public sealed record CreateArtifactRequest : IAwsRequest<CreateArtifactResponse>
{
    public static string Target => "SageMaker.CreateArtifact";

    [StringLength(120, MinimumLength = 1)] public string? ArtifactName { get; init; }
    [Required] public ArtifactSource Source { get; init; } = null!;
    [Required, StringLength(256)] public string ArtifactType { get; init; } = null!;
    public IReadOnlyDictionary<string, string>? Properties { get; init; }
    public MetadataProperties? MetadataProperties { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>Answers CreateArtifact.</summary>
public sealed record CreateArtifactResponse(string ArtifactArn);

/// <summary>The address of what an artifact stands for.</summary>
public sealed record ArtifactSource
{
    [Required, StringLength(2048, MinimumLength = 1)] public string SourceUri { get; init; } = null!;
    public IReadOnlyList<ArtifactSourceType>? SourceTypes { get; init; }
}

/// <summary>A further id of the source, such as its ETag.</summary>
public sealed record ArtifactSourceType
{
    [Required] public string SourceIdType { get; init; } = null!;
    [Required, StringLength(256)] public string Value { get; init; } = null!;
}
