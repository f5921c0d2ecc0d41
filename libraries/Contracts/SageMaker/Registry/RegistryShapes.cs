using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>How the model of a package is served.</summary>
public sealed record InferenceSpecification
{
    [Required, MinLength(1), MaxLength(15)] public IReadOnlyList<ModelPackageContainer> Containers { get; init; } = null!;
    public IReadOnlyList<string>? SupportedTransformInstanceTypes { get; init; }
    public IReadOnlyList<string>? SupportedRealtimeInferenceInstanceTypes { get; init; }
    public IReadOnlyList<string>? SupportedContentTypes { get; init; }
    public IReadOnlyList<string>? SupportedResponseMIMETypes { get; init; }
}

/// <summary>A container of a package.</summary>
public sealed record ModelPackageContainer
{
    [StringLength(63)] public string? ContainerHostname { get; init; }
    [Required, StringLength(255)] public string Image { get; init; } = null!;
    [StringLength(72)] public string? ImageDigest { get; init; }
    [StringLength(1024)] public string? ModelDataUrl { get; init; }
    public IReadOnlyDictionary<string, string>? Environment { get; init; }
    public JsonElement? ModelInput { get; init; }
    public string? Framework { get; init; }
    public string? FrameworkVersion { get; init; }
    public string? NearestModelName { get; init; }
}

/// <summary>Where the code behind a resource comes from.</summary>
public sealed record MetadataProperties
{
    [StringLength(1024)] public string? CommitId { get; init; }
    [StringLength(1024)] public string? Repository { get; init; }
    [StringLength(1024)] public string? GeneratedBy { get; init; }
    [StringLength(1024)] public string? ProjectId { get; init; }
}

/// <summary>The reports about a model.</summary>
public sealed record ModelMetrics
{
    public QualityMetrics? ModelQuality { get; init; }
    public QualityMetrics? ModelDataQuality { get; init; }
    public BiasMetrics? Bias { get; init; }
    public ExplainabilityMetrics? Explainability { get; init; }
}

/// <summary>Statistics and the constraints drawn from them.</summary>
public sealed record QualityMetrics
{
    public MetricsSource? Statistics { get; init; }
    public MetricsSource? Constraints { get; init; }
}

/// <summary>Bias reports, before and after training.</summary>
public sealed record BiasMetrics
{
    public MetricsSource? Report { get; init; }
    public MetricsSource? PreTrainingReport { get; init; }
    public MetricsSource? PostTrainingReport { get; init; }
}

/// <summary>The report that explains a model.</summary>
public sealed record ExplainabilityMetrics
{
    public MetricsSource? Report { get; init; }
}

/// <summary>A report in S3.</summary>
public sealed record MetricsSource
{
    [Required, StringLength(256)] public string ContentType { get; init; } = null!;
    [StringLength(72)] public string? ContentDigest { get; init; }
    [Required, StringLength(1024)] public string S3Uri { get; init; } = null!;
}
