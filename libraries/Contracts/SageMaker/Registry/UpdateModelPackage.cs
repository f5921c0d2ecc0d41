using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Approves or rejects a model package, or changes what is written about it.</summary>
public sealed record UpdateModelPackageRequest : IAwsRequest<UpdateModelPackageResponse>
{
    public static string Target => "SageMaker.UpdateModelPackage";

    [Required, StringLength(2048, MinimumLength = 1)] public string ModelPackageArn { get; init; } = null!;
    [AllowedValues("Approved", "Rejected", "PendingManualApproval", null)] public string? ModelApprovalStatus { get; init; }
    [StringLength(1024)] public string? ApprovalDescription { get; init; }
    public IReadOnlyDictionary<string, string>? CustomerMetadataProperties { get; init; }
    public IReadOnlyList<string>? CustomerMetadataPropertiesToRemove { get; init; }
    public InferenceSpecification? InferenceSpecification { get; init; }
    [StringLength(1024)] public string? SourceUri { get; init; }
    public JsonElement? ModelCard { get; init; }
    [StringLength(36, MinimumLength = 1)] public string? ClientToken { get; init; }
}

/// <summary>Answers UpdateModelPackage.</summary>
public sealed record UpdateModelPackageResponse(string ModelPackageArn);
