using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Walks the lineage graph from the given vertices.</summary>
public sealed record QueryLineageRequest : IAwsRequest<QueryLineageResponse>
{
    public static string Target => "SageMaker.QueryLineage";

    [Required, MinLength(1), MaxLength(1)] public IReadOnlyList<string> StartArns { get; init; } = null!;
    [AllowedValues("Both", "Ascendants", "Descendants", null)] public string? Direction { get; init; }
    public bool? IncludeEdges { get; init; }
    public QueryFilters? Filters { get; init; }
    [Range(1, 10)] public int? MaxDepth { get; init; }
    [Range(1, 50)] public int? MaxResults { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
}

/// <summary>What of the walk is answered.</summary>
public sealed record QueryFilters
{
    public IReadOnlyList<string>? Types { get; init; }
    public IReadOnlyList<string>? LineageTypes { get; init; }
}

/// <summary>Answers QueryLineage.</summary>
public sealed record QueryLineageResponse(IReadOnlyList<LineageVertex> Vertices, IReadOnlyList<LineageEdge>? Edges);

/// <summary>A vertex of the lineage graph.</summary>
public sealed record LineageVertex(string Arn, string Type, string LineageType);

/// <summary>An edge of the lineage graph.</summary>
public sealed record LineageEdge(string SourceArn, string DestinationArn, string AssociationType);
