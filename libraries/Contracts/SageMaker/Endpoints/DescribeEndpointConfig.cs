using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>Describes an endpoint configuration.</summary>
public sealed record DescribeEndpointConfigRequest : IAwsRequest<DescribeEndpointConfigResponse>
{
    public static string Target => "SageMaker.DescribeEndpointConfig";

    [Required, StringLength(63)] public string EndpointConfigName { get; init; } = null!;
}

/// <summary>Answers DescribeEndpointConfig.</summary>
public sealed record DescribeEndpointConfigResponse
{
    public required string EndpointConfigName { get; init; }
    public required string EndpointConfigArn { get; init; }
    public required IReadOnlyList<ProductionVariant> ProductionVariants { get; init; }
    public DataCaptureConfig? DataCaptureConfig { get; init; }
    public string? KmsKeyId { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public JsonElement? AsyncInferenceConfig { get; init; }
    public JsonElement? ExplainerConfig { get; init; }
    public JsonElement? VpcConfig { get; init; }
    public bool EnableNetworkIsolation { get; init; }
}
