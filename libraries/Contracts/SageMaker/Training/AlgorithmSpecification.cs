using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>What trains: an image (or an algorithm's name), how it is started, and which numbers to read from its log.</summary>
public sealed record AlgorithmSpecification
{
    [StringLength(255)] public string? TrainingImage { get; init; }
    [StringLength(170)] public string? AlgorithmName { get; init; }
    [Required, AllowedValues("Pipe", "File", "FastFile")] public string TrainingInputMode { get; init; } = null!;
    [MaxLength(40)] public IReadOnlyList<MetricDefinition>? MetricDefinitions { get; init; }
    public bool? EnableSageMakerMetricsTimeSeries { get; init; }
    [MinLength(1), MaxLength(100)] public IReadOnlyList<string>? ContainerEntrypoint { get; init; }
    [MinLength(1), MaxLength(100)] public IReadOnlyList<string>? ContainerArguments { get; init; }
    public JsonElement? TrainingImageConfig { get; init; }
}

/// <summary>A number to read from the log: the first group of a regular expression.</summary>
public sealed record MetricDefinition
{
    [Required, StringLength(255, MinimumLength = 1)] public string Name { get; init; } = null!;
    [Required, StringLength(500, MinimumLength = 1)] public string Regex { get; init; } = null!;
}
