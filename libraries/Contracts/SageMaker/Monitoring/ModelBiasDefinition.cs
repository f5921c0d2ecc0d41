using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Says how the bias of an endpoint's predictions is held against a baseline.</summary>
public abstract record ModelBiasDefinition : MonitoringDefinition
{
    public ModelBaselineConfig? ModelBiasBaselineConfig { get; init; }
    [Required] public ClarifyAppSpecification ModelBiasAppSpecification { get; init; } = null!;
    [Required] public GroundTruthInput ModelBiasJobInput { get; init; } = null!;
    [Required] public MonitoringOutputConfig ModelBiasJobOutputConfig { get; init; } = null!;
}

/// <summary>Clarify's image, its analysis_config.json and its environment.</summary>
public record ClarifyAppSpecification
{
    [Required, StringLength(255)] public string ImageUri { get; init; } = null!;
    [Required, StringLength(1024), RegularExpression(Names.S3Uri)] public string ConfigUri { get; init; } = null!;
    [MaxLength(50)] public IReadOnlyDictionary<string, string>? Environment { get; init; }
}
