using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Registers a model: as the next version of a group, or under a name of its own.</summary>
public sealed record CreateModelPackageRequest : IAwsRequest<CreateModelPackageResponse>
{
    public static string Target => "SageMaker.CreateModelPackage";

    [RegularExpression(Names.Resource)] public string? ModelPackageName { get; init; }
    /// <summary>The name or the ARN of the group.</summary>
    [StringLength(170, MinimumLength = 1)] public string? ModelPackageGroupName { get; init; }
    [StringLength(1024)] public string? ModelPackageDescription { get; init; }
    public InferenceSpecification? InferenceSpecification { get; init; }
    public JsonElement? SourceAlgorithmSpecification { get; init; }
    public JsonElement? ValidationSpecification { get; init; }
    public bool? CertifyForMarketplace { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
    [AllowedValues("Approved", "Rejected", "PendingManualApproval", null)] public string? ModelApprovalStatus { get; init; }
    public MetadataProperties? MetadataProperties { get; init; }
    public ModelMetrics? ModelMetrics { get; init; }
    [StringLength(36, MinimumLength = 1)] public string? ClientToken { get; init; }
    public string? Domain { get; init; }
    public string? Task { get; init; }
    [StringLength(1024)] public string? SamplePayloadUrl { get; init; }
    public IReadOnlyDictionary<string, string>? CustomerMetadataProperties { get; init; }
    public JsonElement? DriftCheckBaselines { get; init; }
    public JsonElement? AdditionalInferenceSpecifications { get; init; }
    [AllowedValues("All", "None", null)] public string? SkipModelValidation { get; init; }
    [StringLength(1024)] public string? SourceUri { get; init; }
    public JsonElement? ModelCard { get; init; }
}

/// <summary>Answers CreateModelPackage.</summary>
public sealed record CreateModelPackageResponse(string ModelPackageArn);
