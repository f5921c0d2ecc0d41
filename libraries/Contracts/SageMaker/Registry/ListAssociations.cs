using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Lists edges of the lineage graph in pages.</summary>
public sealed record ListAssociationsRequest : IAwsRequest<ListAssociationsResponse>
{
    public static string Target => "SageMaker.ListAssociations";

    [StringLength(256)] public string? SourceArn { get; init; }
    [StringLength(256)] public string? DestinationArn { get; init; }
    [StringLength(256)] public string? SourceType { get; init; }
    [StringLength(256)] public string? DestinationType { get; init; }
    [AllowedValues("ContributedTo", "AssociatedWith", "DerivedFrom", "Produced", "SameAs", null)] public string? AssociationType { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
}

/// <summary>Answers ListAssociations.</summary>
public sealed record ListAssociationsResponse(IReadOnlyList<AssociationSummary> AssociationSummaries, string? NextToken);

/// <summary>An edge in a list.</summary>
public sealed record AssociationSummary
{
    public required string SourceArn { get; init; }
    public required string DestinationArn { get; init; }
    public string? SourceType { get; init; }
    public string? DestinationType { get; init; }
    public required string AssociationType { get; init; }
    public string? SourceName { get; init; }
    public string? DestinationName { get; init; }
    public DateTimeOffset CreationTime { get; init; }
}
