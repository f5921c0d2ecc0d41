using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>Says which models an endpoint serves, with which share of the traffic.</summary>
public sealed record CreateEndpointConfigRequest : IAwsRequest<CreateEndpointConfigResponse>
{
    public static string Target => "SageMaker.CreateEndpointConfig";

    [Required, RegularExpression(Names.Resource)] public string EndpointConfigName { get; init; } = null!;
    [Required, MinLength(1), MaxLength(10)] public IReadOnlyList<ProductionVariant> ProductionVariants { get; init; } = null!;
    public DataCaptureConfig? DataCaptureConfig { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
    [StringLength(2048)] public string? KmsKeyId { get; init; }
    public JsonElement? AsyncInferenceConfig { get; init; }
    public JsonElement? ExplainerConfig { get; init; }
    public JsonElement? VpcConfig { get; init; }
    public bool? EnableNetworkIsolation { get; init; }
}

/// <summary>Answers CreateEndpointConfig.</summary>
public sealed record CreateEndpointConfigResponse(string EndpointConfigArn);

/// <summary>One model of an endpoint and its share of the traffic.</summary>
public sealed record ProductionVariant
{
    [Required, RegularExpression(Names.Resource)] public string VariantName { get; init; } = null!;
    [Required, RegularExpression(Names.Resource)] public string ModelName { get; init; } = null!;
    [Range(1, int.MaxValue)] public int? InitialInstanceCount { get; init; }
    public string? InstanceType { get; init; }
    [Range(0, float.MaxValue)] public float? InitialVariantWeight { get; init; }
    public string? AcceleratorType { get; init; }
    public JsonElement? CoreDumpConfig { get; init; }
    public JsonElement? ServerlessConfig { get; init; }
    [Range(1, 512)] public int? VolumeSizeInGB { get; init; }
    [Range(60, 3600)] public int? ModelDataDownloadTimeoutInSeconds { get; init; }
    [Range(60, 3600)] public int? ContainerStartupHealthCheckTimeoutInSeconds { get; init; }
    public JsonElement? RoutingConfig { get; init; }
    public JsonElement? ManagedInstanceScaling { get; init; }
}

/// <summary>Which requests and answers are kept, and where.</summary>
public sealed record DataCaptureConfig
{
    public bool? EnableCapture { get; init; }
    [Required, Range(0, 100)] public int? InitialSamplingPercentage { get; init; }
    [Required, StringLength(512), RegularExpression("^s3://[^/]+.*$")] public string DestinationS3Uri { get; init; } = null!;
    [StringLength(2048)] public string? KmsKeyId { get; init; }
    [Required, MinLength(1), MaxLength(32)] public IReadOnlyList<CaptureOption> CaptureOptions { get; init; } = null!;
    public CaptureContentTypeHeader? CaptureContentTypeHeader { get; init; }
}

/// <summary>A side of the exchange that is kept.</summary>
public sealed record CaptureOption
{
    [Required, AllowedValues("Input", "Output", "InputAndOutput")] public string CaptureMode { get; init; } = null!;
}

/// <summary>Content types whose bodies are kept as text rather than base64.</summary>
public sealed record CaptureContentTypeHeader
{
    public IReadOnlyList<string>? CsvContentTypes { get; init; }
    public IReadOnlyList<string>? JsonContentTypes { get; init; }
}
