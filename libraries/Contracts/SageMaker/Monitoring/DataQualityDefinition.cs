using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Says how the captured requests of an endpoint are held against a baseline.</summary>
public abstract record DataQualityDefinition : MonitoringDefinition
{
    public MonitoringBaselineConfig? DataQualityBaselineConfig { get; init; }
    [Required] public DataQualityAppSpecification DataQualityAppSpecification { get; init; } = null!;
    [Required] public MonitoringInput DataQualityJobInput { get; init; } = null!;
    [Required] public MonitoringOutputConfig DataQualityJobOutputConfig { get; init; } = null!;
}

/// <summary>The analyzer of data quality and its environment.</summary>
public record DataQualityAppSpecification : MonitoringAppSpecification
{
    [MaxLength(50)] public IReadOnlyDictionary<string, string>? Environment { get; init; }
}
