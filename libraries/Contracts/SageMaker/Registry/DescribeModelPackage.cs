using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Describes a model package.</summary>
public sealed record DescribeModelPackageRequest : IAwsRequest<DescribeModelPackageResponse>
{
    public static string Target => "SageMaker.DescribeModelPackage";

    /// <summary>The ARN, or the name of a package without a group.</summary>
    [Required, StringLength(176, MinimumLength = 1)] public string ModelPackageName { get; init; } = null!;
}

/// <summary>A model package; what DescribeModelPackage answers and Search finds.</summary>
public sealed record DescribeModelPackageResponse
{
    public required string ModelPackageName { get; init; }
    public string? ModelPackageGroupName { get; init; }
    public int? ModelPackageVersion { get; init; }
    public required string ModelPackageArn { get; init; }
    public string? ModelPackageDescription { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public InferenceSpecification? InferenceSpecification { get; init; }
    public JsonElement? SourceAlgorithmSpecification { get; init; }
    public JsonElement? ValidationSpecification { get; init; }
    public required string ModelPackageStatus { get; init; }
    public required ModelPackageStatusDetails ModelPackageStatusDetails { get; init; }
    public bool CertifyForMarketplace { get; init; }
    public string? ModelApprovalStatus { get; init; }
    public UserContext CreatedBy { get; init; } = new();
    public MetadataProperties? MetadataProperties { get; init; }
    public ModelMetrics? ModelMetrics { get; init; }
    public DateTimeOffset? LastModifiedTime { get; init; }
    public string? ApprovalDescription { get; init; }
    public string? Domain { get; init; }
    public string? Task { get; init; }
    public string? SamplePayloadUrl { get; init; }
    public IReadOnlyDictionary<string, string>? CustomerMetadataProperties { get; init; }
    public JsonElement? DriftCheckBaselines { get; init; }
    public JsonElement? AdditionalInferenceSpecifications { get; init; }
    public string? SkipModelValidation { get; init; }
    public string? SourceUri { get; init; }
    public JsonElement? ModelCard { get; init; }
}

/// <summary>How far the checks of a package have come.</summary>
public sealed record ModelPackageStatusDetails
{
    public IReadOnlyList<ModelPackageStatusItem> ValidationStatuses { get; init; } = [];
    public IReadOnlyList<ModelPackageStatusItem> ImageScanStatuses { get; init; } = [];
}

/// <summary>One check of a package.</summary>
public sealed record ModelPackageStatusItem(string Name, string Status, string? FailureReason = null);
