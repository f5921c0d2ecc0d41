using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Says how the feature attributions of an endpoint's predictions are held against a baseline.</summary>
public abstract record ModelExplainabilityDefinition : MonitoringDefinition
{
    public ModelBaselineConfig? ModelExplainabilityBaselineConfig { get; init; }
    [Required] public ClarifyAppSpecification ModelExplainabilityAppSpecification { get; init; } = null!;
    [Required] public MonitoringInput ModelExplainabilityJobInput { get; init; } = null!;
    [Required] public MonitoringOutputConfig ModelExplainabilityJobOutputConfig { get; init; } = null!;
}
