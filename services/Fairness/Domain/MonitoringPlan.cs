using System.Text.Json;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>What a schedule runs, whether its definition has a name or is written out in the schedule.</summary>
internal sealed record MonitoringPlan
{
    public required MonitoringInput Input { get; init; }

    public required MonitoringS3Output Output { get; init; }

    public required AppSpecification Application { get; init; }

    public required ProcessingResources Resources { get; init; }

    public required string RoleArn { get; init; }

    public MonitoringBaselineConfig? Baseline { get; init; }

    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    public int? MaxRuntimeInSeconds { get; init; }

    public JsonElement? NetworkConfig { get; init; }

    public string? EndpointName => Input.EndpointInput?.EndpointName;

    public static MonitoringPlan Of(CreateDataQualityJobDefinitionRequest definition) => new()
    {
        Input = definition.DataQualityJobInput,
        Output = definition.DataQualityJobOutputConfig.MonitoringOutputs[0].S3Output,
        Application = new AppSpecification
        {
            ImageUri = definition.DataQualityAppSpecification.ImageUri,
            ContainerEntrypoint = definition.DataQualityAppSpecification.ContainerEntrypoint,
            ContainerArguments = definition.DataQualityAppSpecification.ContainerArguments,
        },
        Resources = definition.JobResources,
        RoleArn = definition.RoleArn,
        Baseline = definition.DataQualityBaselineConfig,
        Environment = definition.DataQualityAppSpecification.Environment,
        MaxRuntimeInSeconds = definition.StoppingCondition?.MaxRuntimeInSeconds,
        NetworkConfig = definition.NetworkConfig,
    };

    public static MonitoringPlan Of(MonitoringJobDefinition definition) => new()
    {
        Input = definition.MonitoringInputs[0],
        Output = definition.MonitoringOutputConfig.MonitoringOutputs[0].S3Output,
        Application = new AppSpecification
        {
            ImageUri = definition.MonitoringAppSpecification.ImageUri,
            ContainerEntrypoint = definition.MonitoringAppSpecification.ContainerEntrypoint,
            ContainerArguments = definition.MonitoringAppSpecification.ContainerArguments,
        },
        Resources = definition.MonitoringResources,
        RoleArn = definition.RoleArn,
        Baseline = definition.BaselineConfig,
        Environment = definition.Environment,
        MaxRuntimeInSeconds = definition.StoppingCondition?.MaxRuntimeInSeconds,
        NetworkConfig = definition.NetworkConfig,
    };
}
