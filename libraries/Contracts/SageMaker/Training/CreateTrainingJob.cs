using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>Asks for a training job. What the platform only records and shows again is kept as JSON.</summary>
public sealed record CreateTrainingJobRequest : IAwsRequest<CreateTrainingJobResponse>
{
    public static string Target => "SageMaker.CreateTrainingJob";

    [Required, RegularExpression(Names.Resource)] public string TrainingJobName { get; init; } = null!;
    [MaxLength(100)] public IReadOnlyDictionary<string, string>? HyperParameters { get; init; }
    [Required] public AlgorithmSpecification AlgorithmSpecification { get; init; } = null!;
    [Required, RegularExpression(Names.RoleArn)] public string RoleArn { get; init; } = null!;
    [MinLength(1), MaxLength(20)] public IReadOnlyList<Channel>? InputDataConfig { get; init; }
    [Required] public OutputDataConfig OutputDataConfig { get; init; } = null!;
    public ResourceConfig? ResourceConfig { get; init; }
    public JsonElement? VpcConfig { get; init; }
    public StoppingCondition? StoppingCondition { get; init; }
    [MaxLength(50)] public IReadOnlyList<Tag>? Tags { get; init; }
    public bool? EnableNetworkIsolation { get; init; }
    public bool? EnableInterContainerTrafficEncryption { get; init; }
    public bool? EnableManagedSpotTraining { get; init; }
    public CheckpointConfig? CheckpointConfig { get; init; }
    public JsonElement? DebugHookConfig { get; init; }
    public IReadOnlyList<RuleConfiguration>? DebugRuleConfigurations { get; init; }
    public JsonElement? TensorBoardOutputConfig { get; init; }
    public JsonElement? ExperimentConfig { get; init; }
    public JsonElement? ProfilerConfig { get; init; }
    public IReadOnlyList<RuleConfiguration>? ProfilerRuleConfigurations { get; init; }
    [MaxLength(100)] public IReadOnlyDictionary<string, string>? Environment { get; init; }
    public RetryStrategy? RetryStrategy { get; init; }

    /// <summary>The tuning job this job belongs to. Not a member of AWS's request: Tuning sets it so that the job can show it.</summary>
    public string? TuningJobArn { get; init; }
}

public sealed record CreateTrainingJobResponse
{
    public required string TrainingJobArn { get; init; }
}
