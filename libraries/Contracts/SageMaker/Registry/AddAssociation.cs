using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Draws an edge of the lineage graph, from what came first to what came of it.</summary>
public sealed record AddAssociationRequest : IAwsRequest<AddAssociationResponse>
{
    public static string Target => "SageMaker.AddAssociation";

    [Required, StringLength(256)] public string SourceArn { get; init; } = null!;
    [Required, StringLength(256)] public string DestinationArn { get; init; } = null!;
    [AllowedValues("ContributedTo", "AssociatedWith", "DerivedFrom", "Produced", "SameAs", null)] public string? AssociationType { get; init; }
}

/// <summary>Answers AddAssociation.</summary>
public sealed record AddAssociationResponse(string SourceArn, string DestinationArn);
