using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Endpoints;

/// <summary>Describes an endpoint.</summary>
public sealed record DescribeEndpointRequest : IAwsRequest<DescribeEndpointResponse>
{
    public static string Target => "SageMaker.DescribeEndpoint";

    [Required, StringLength(63)] public string EndpointName { get; init; } = null!;
}

/// <summary>Answers DescribeEndpoint.</summary>
public sealed record DescribeEndpointResponse
{
    public required string EndpointName { get; init; }
    public required string EndpointArn { get; init; }
    public string? EndpointConfigName { get; init; }
    public IReadOnlyList<ProductionVariantSummary>? ProductionVariants { get; init; }
    public DataCaptureConfigSummary? DataCaptureConfig { get; init; }
    public required string EndpointStatus { get; init; }
    public string? FailureReason { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }
    public DeploymentConfig? LastDeploymentConfig { get; init; }
    public PendingDeploymentSummary? PendingDeploymentSummary { get; init; }
}

/// <summary>A variant as it runs.</summary>
public sealed record ProductionVariantSummary
{
    public required string VariantName { get; init; }
    public IReadOnlyList<DeployedImage>? DeployedImages { get; init; }
    public float CurrentWeight { get; init; }
    public float DesiredWeight { get; init; }
    public int CurrentInstanceCount { get; init; }
    public int DesiredInstanceCount { get; init; }
    public IReadOnlyList<VariantStatus>? VariantStatus { get; init; }
}

/// <summary>What a variant is doing.</summary>
public sealed record VariantStatus(string Status, string? StatusMessage, DateTimeOffset StartTime);

/// <summary>The image of a variant.</summary>
public sealed record DeployedImage(string SpecifiedImage, string ResolvedImage, DateTimeOffset ResolutionTime);

/// <summary>A deployment that is under way.</summary>
public sealed record PendingDeploymentSummary(
    string EndpointConfigName, IReadOnlyList<ProductionVariantSummary> ProductionVariants, DateTimeOffset StartTime);

/// <summary>What an endpoint keeps of its traffic.</summary>
public sealed record DataCaptureConfigSummary
{
    public bool EnableCapture { get; init; }
    public required string CaptureStatus { get; init; }
    public int CurrentSamplingPercentage { get; init; }
    public required string DestinationS3Uri { get; init; }
    public string KmsKeyId { get; init; } = "";
}
