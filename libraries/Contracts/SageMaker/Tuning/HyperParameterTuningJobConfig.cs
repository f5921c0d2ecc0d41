using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>How a tuning job searches: strategy, objective, limits and ranges.</summary>
public sealed record HyperParameterTuningJobConfig
{
    [Required, AllowedValues("Bayesian", "Random", "Hyperband", "Grid")] public string Strategy { get; init; } = null!;
    public JsonElement? StrategyConfig { get; init; }
    public HyperParameterTuningJobObjective? HyperParameterTuningJobObjective { get; init; }
    [Required] public ResourceLimits ResourceLimits { get; init; } = null!;
    public ParameterRanges? ParameterRanges { get; init; }
    [AllowedValues("Off", "Auto", null)] public string? TrainingJobEarlyStoppingType { get; init; }
    public TuningJobCompletionCriteria? TuningJobCompletionCriteria { get; init; }
    [Range(0, int.MaxValue)] public int? RandomSeed { get; init; }
}

public sealed record HyperParameterTuningJobObjective
{
    public const string Maximize = "Maximize";
    public const string Minimize = "Minimize";

    [Required, AllowedValues(Maximize, Minimize)] public string Type { get; init; } = null!;
    [Required, StringLength(255, MinimumLength = 1)] public string MetricName { get; init; } = null!;
}

public sealed record ResourceLimits
{
    [Range(1, int.MaxValue)] public int? MaxNumberOfTrainingJobs { get; init; }
    [Required, Range(1, int.MaxValue)] public int? MaxParallelTrainingJobs { get; init; }
    [Range(120, 15768000)] public int? MaxRuntimeInSeconds { get; init; }
}

public sealed record TuningJobCompletionCriteria
{
    public double? TargetObjectiveMetricValue { get; init; }
    public JsonElement? BestObjectiveNotImproving { get; init; }
    public JsonElement? ConvergenceDetected { get; init; }
}
