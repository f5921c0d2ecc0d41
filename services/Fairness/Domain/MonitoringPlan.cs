using System.Text.Json;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>What a schedule runs, whatever the kind of its definition and whether that has a name or is written out in the schedule.</summary>
internal sealed record MonitoringPlan
{
    public string Type { get; init; } = MonitoringType.DataQuality;

    public required MonitoringInput Input { get; init; }

    /// <summary>Where the labels lie that predictions are held against, or null.</summary>
    public string? GroundTruthUri { get; init; }

    public required MonitoringS3Output Output { get; init; }

    public required AppSpecification Application { get; init; }

    /// <summary>The kind of problem that the model solves, where its quality is watched.</summary>
    public string? ProblemType { get; init; }

    /// <summary>Clarify's analysis_config.json, where Clarify runs.</summary>
    public string? ConfigUri { get; init; }

    public required ProcessingResources Resources { get; init; }

    public required string RoleArn { get; init; }

    public ModelBaselineConfig? Baseline { get; init; }

    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    public int? MaxRuntimeInSeconds { get; init; }

    public JsonElement? NetworkConfig { get; init; }

    public string? EndpointName => Input.EndpointInput?.EndpointName;

    /// <summary>How the captured data is read, whichever it is.</summary>
    public CapturedInput Captured => Input.EndpointInput is { } endpoint ? endpoint : Input.BatchTransformInput!;

    public static MonitoringPlan Of(DataQualityDefinition definition) =>
        Of(definition, definition.DataQualityJobInput, definition.DataQualityJobOutputConfig, Started(definition.DataQualityAppSpecification)) with
        {
            Baseline = definition.DataQualityBaselineConfig,
            Environment = definition.DataQualityAppSpecification.Environment,
        };

    public static MonitoringPlan Of(ModelQualityDefinition definition) =>
        Of(definition, definition.ModelQualityJobInput, definition.ModelQualityJobOutputConfig, Started(definition.ModelQualityAppSpecification)) with
        {
            Type = MonitoringType.ModelQuality,
            Baseline = definition.ModelQualityBaselineConfig,
            Environment = definition.ModelQualityAppSpecification.Environment,
            ProblemType = definition.ModelQualityAppSpecification.ProblemType,
            GroundTruthUri = definition.ModelQualityJobInput.GroundTruthS3Input.S3Uri,
        };

    public static MonitoringPlan Of(ModelBiasDefinition definition) =>
        Of(definition, definition.ModelBiasJobInput, definition.ModelBiasJobOutputConfig, new AppSpecification { ImageUri = definition.ModelBiasAppSpecification.ImageUri }) with
        {
            Type = MonitoringType.ModelBias,
            Baseline = definition.ModelBiasBaselineConfig,
            Environment = definition.ModelBiasAppSpecification.Environment,
            ConfigUri = definition.ModelBiasAppSpecification.ConfigUri,
            GroundTruthUri = definition.ModelBiasJobInput.GroundTruthS3Input.S3Uri,
        };

    public static MonitoringPlan Of(ModelExplainabilityDefinition definition) =>
        Of(definition, definition.ModelExplainabilityJobInput, definition.ModelExplainabilityJobOutputConfig, new AppSpecification { ImageUri = definition.ModelExplainabilityAppSpecification.ImageUri }) with
        {
            Type = MonitoringType.ModelExplainability,
            Baseline = definition.ModelExplainabilityBaselineConfig,
            Environment = definition.ModelExplainabilityAppSpecification.Environment,
            ConfigUri = definition.ModelExplainabilityAppSpecification.ConfigUri,
        };

    public static MonitoringPlan Of(MonitoringJobDefinition definition) => new()
    {
        Input = definition.MonitoringInputs[0],
        Output = definition.MonitoringOutputConfig.MonitoringOutputs[0].S3Output,
        Application = Started(definition.MonitoringAppSpecification),
        Resources = definition.MonitoringResources,
        RoleArn = definition.RoleArn,
        Baseline = definition.BaselineConfig,
        Environment = definition.Environment,
        MaxRuntimeInSeconds = definition.StoppingCondition?.MaxRuntimeInSeconds,
        NetworkConfig = definition.NetworkConfig,
    };

    private static MonitoringPlan Of(MonitoringDefinition definition, MonitoringInput input, MonitoringOutputConfig output, AppSpecification application) => new()
    {
        Input = input,
        Output = output.MonitoringOutputs[0].S3Output,
        Application = application,
        Resources = definition.JobResources,
        RoleArn = definition.RoleArn,
        MaxRuntimeInSeconds = definition.StoppingCondition?.MaxRuntimeInSeconds,
        NetworkConfig = definition.NetworkConfig,
    };

    private static AppSpecification Started(MonitoringAppSpecification specification) => new()
    {
        ImageUri = specification.ImageUri,
        ContainerEntrypoint = specification.ContainerEntrypoint,
        ContainerArguments = specification.ContainerArguments,
    };
}
