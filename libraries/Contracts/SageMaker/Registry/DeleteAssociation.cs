using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Takes an edge out of the lineage graph.</summary>
public sealed record DeleteAssociationRequest : IAwsRequest<DeleteAssociationResponse>
{
    public static string Target => "SageMaker.DeleteAssociation";

    [Required, StringLength(256)] public string SourceArn { get; init; } = null!;
    [Required, StringLength(256)] public string DestinationArn { get; init; } = null!;
}

/// <summary>Answers DeleteAssociation.</summary>
public sealed record DeleteAssociationResponse(string SourceArn, string DestinationArn);
