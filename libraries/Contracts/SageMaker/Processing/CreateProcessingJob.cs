using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>Asks for a processing job. What the platform only records and shows again is kept as JSON.</summary>
public sealed record CreateProcessingJobRequest : IAwsRequest<CreateProcessingJobResponse>
{
    public static string Target => "SageMaker.CreateProcessingJob";

    [MaxLength(10)] public IReadOnlyList<ProcessingInput>? ProcessingInputs { get; init; }
    public ProcessingOutputConfig? ProcessingOutputConfig { get; init; }
    [Required, RegularExpression(Names.Resource)] public string ProcessingJobName { get; init; } = null!;
    [Required] public ProcessingResources ProcessingResources { get; init; } = null!;
    public ProcessingStoppingCondition? StoppingCondition { get; init; }
    [Required] public AppSpecification AppSpecification { get; init; } = null!;
    [MaxLength(100)] public IReadOnlyDictionary<string, string>? Environment { get; init; }
    public JsonElement? NetworkConfig { get; init; }
    [Required, RegularExpression(Names.RoleArn)] public string RoleArn { get; init; } = null!;
    [MaxLength(50)] public IReadOnlyList<Tag>? Tags { get; init; }
    public JsonElement? ExperimentConfig { get; init; }
}

public sealed record CreateProcessingJobResponse
{
    public required string ProcessingJobArn { get; init; }
}

/// <summary>What runs: an image and what replaces its entry point.</summary>
public sealed record AppSpecification
{
    [Required, StringLength(255)] public string ImageUri { get; init; } = null!;
    [MinLength(1), MaxLength(100)] public IReadOnlyList<string>? ContainerEntrypoint { get; init; }
    [MinLength(1), MaxLength(100)] public IReadOnlyList<string>? ContainerArguments { get; init; }
}

/// <summary>The machines a job asks for; recorded and shown, everything runs on this one.</summary>
public sealed record ProcessingResources
{
    [Required] public ProcessingClusterConfig ClusterConfig { get; init; } = null!;
}

public sealed record ProcessingClusterConfig
{
    [Required, Range(1, 100)] public int? InstanceCount { get; init; }
    [Required] public string InstanceType { get; init; } = null!;
    [Required, Range(1, 16384)] public int? VolumeSizeInGB { get; init; }
    public string? VolumeKmsKeyId { get; init; }
}

public sealed record ProcessingStoppingCondition
{
    [Required, Range(1, 777600)] public int? MaxRuntimeInSeconds { get; init; }
}
