using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Says how the predictions of an endpoint are held against what turned out to be true.</summary>
public abstract record ModelQualityDefinition : MonitoringDefinition
{
    public ModelBaselineConfig? ModelQualityBaselineConfig { get; init; }
    [Required] public ModelQualityAppSpecification ModelQualityAppSpecification { get; init; } = null!;
    [Required] public GroundTruthInput ModelQualityJobInput { get; init; } = null!;
    [Required] public MonitoringOutputConfig ModelQualityJobOutputConfig { get; init; } = null!;
}

/// <summary>The analyzer of model quality, its environment and the kind of problem that the model solves.</summary>
public sealed record ModelQualityAppSpecification : DataQualityAppSpecification
{
    [AllowedValues("BinaryClassification", "MulticlassClassification", "Regression", null)] public string? ProblemType { get; init; }
}
