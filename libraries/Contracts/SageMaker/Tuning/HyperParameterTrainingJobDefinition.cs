using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>The training job that a tuning job starts again and again with other hyperparameters.</summary>
public sealed record HyperParameterTrainingJobDefinition
{
    [StringLength(64, MinimumLength = 1)] public string? DefinitionName { get; init; }
    public HyperParameterTuningJobObjective? TuningObjective { get; init; }
    public ParameterRanges? HyperParameterRanges { get; init; }
    [MaxLength(100)] public IReadOnlyDictionary<string, string>? StaticHyperParameters { get; init; }
    [Required] public HyperParameterAlgorithmSpecification AlgorithmSpecification { get; init; } = null!;
    [Required, RegularExpression(Names.RoleArn)] public string RoleArn { get; init; } = null!;
    [MinLength(1), MaxLength(20)] public IReadOnlyList<Channel>? InputDataConfig { get; init; }
    public JsonElement? VpcConfig { get; init; }
    [Required] public OutputDataConfig OutputDataConfig { get; init; } = null!;
    public ResourceConfig? ResourceConfig { get; init; }
    public JsonElement? HyperParameterTuningResourceConfig { get; init; }
    [Required] public StoppingCondition StoppingCondition { get; init; } = null!;
    public bool? EnableNetworkIsolation { get; init; }
    public bool? EnableInterContainerTrafficEncryption { get; init; }
    public bool? EnableManagedSpotTraining { get; init; }
    public CheckpointConfig? CheckpointConfig { get; init; }
    public RetryStrategy? RetryStrategy { get; init; }
    [MaxLength(48)] public IReadOnlyDictionary<string, string>? Environment { get; init; }
}

public sealed record HyperParameterAlgorithmSpecification
{
    [StringLength(255)] public string? TrainingImage { get; init; }
    [Required, AllowedValues("Pipe", "File", "FastFile")] public string TrainingInputMode { get; init; } = null!;
    [StringLength(170)] public string? AlgorithmName { get; init; }
    [MaxLength(40)] public IReadOnlyList<MetricDefinition>? MetricDefinitions { get; init; }
}
