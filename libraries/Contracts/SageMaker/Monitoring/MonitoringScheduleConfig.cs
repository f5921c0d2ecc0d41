using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>When a monitor runs and what it does: a definition by name, or one written out.</summary>
public sealed record MonitoringScheduleConfig
{
    public ScheduleConfig? ScheduleConfig { get; init; }
    public MonitoringJobDefinition? MonitoringJobDefinition { get; init; }
    [RegularExpression(Names.Resource)] public string? MonitoringJobDefinitionName { get; init; }
    [AllowedValues("DataQuality", "ModelQuality", "ModelBias", "ModelExplainability", null)] public string? MonitoringType { get; init; }
}

/// <summary>When a monitor runs: NOW, or a cron expression.</summary>
public sealed record ScheduleConfig
{
    [Required, StringLength(256, MinimumLength = 1)] public string ScheduleExpression { get; init; } = null!;

    /// <summary>Start of the window relative to the scheduled time, as an ISO 8601 duration such as -PT1H.</summary>
    public string? DataAnalysisStartTime { get; init; }

    /// <summary>End of the window relative to the scheduled time.</summary>
    public string? DataAnalysisEndTime { get; init; }
}

/// <summary>A definition written out inside a schedule.</summary>
public sealed record MonitoringJobDefinition
{
    public MonitoringBaselineConfig? BaselineConfig { get; init; }
    [Required, MinLength(1), MaxLength(1)] public IReadOnlyList<MonitoringInput> MonitoringInputs { get; init; } = null!;
    [Required] public MonitoringOutputConfig MonitoringOutputConfig { get; init; } = null!;
    [Required] public ProcessingResources MonitoringResources { get; init; } = null!;
    [Required] public MonitoringAppSpecification MonitoringAppSpecification { get; init; } = null!;
    public MonitoringStoppingCondition? StoppingCondition { get; init; }
    [MaxLength(50)] public IReadOnlyDictionary<string, string>? Environment { get; init; }
    public JsonElement? NetworkConfig { get; init; }
    [Required, RegularExpression(Names.RoleArn)] public string RoleArn { get; init; } = null!;
}

/// <summary>An analyzer: its image and what it is started with.</summary>
public record MonitoringAppSpecification
{
    [Required, StringLength(255)] public string ImageUri { get; init; } = null!;
    [MinLength(1), MaxLength(100)] public IReadOnlyList<string>? ContainerEntrypoint { get; init; }
    [MinLength(1), MaxLength(50)] public IReadOnlyList<string>? ContainerArguments { get; init; }
    [RegularExpression(Names.S3Uri)] public string? RecordPreprocessorSourceUri { get; init; }
    [RegularExpression(Names.S3Uri)] public string? PostAnalyticsProcessorSourceUri { get; init; }
}
