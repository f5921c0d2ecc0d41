using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Says how the captured requests of an endpoint are held against a baseline.</summary>
public sealed record CreateDataQualityJobDefinitionRequest : IAwsRequest<CreateDataQualityJobDefinitionResponse>
{
    public static string Target => "SageMaker.CreateDataQualityJobDefinition";

    [Required, RegularExpression(Names.Resource)] public string JobDefinitionName { get; init; } = null!;
    public MonitoringBaselineConfig? DataQualityBaselineConfig { get; init; }
    [Required] public DataQualityAppSpecification DataQualityAppSpecification { get; init; } = null!;
    [Required] public MonitoringInput DataQualityJobInput { get; init; } = null!;
    [Required] public MonitoringOutputConfig DataQualityJobOutputConfig { get; init; } = null!;
    [Required] public ProcessingResources JobResources { get; init; } = null!;
    public JsonElement? NetworkConfig { get; init; }
    [Required, RegularExpression(Names.RoleArn)] public string RoleArn { get; init; } = null!;
    public MonitoringStoppingCondition? StoppingCondition { get; init; }
    [MaxLength(50)] public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>Answers CreateDataQualityJobDefinition.</summary>
public sealed record CreateDataQualityJobDefinitionResponse(string JobDefinitionArn);

/// <summary>The analyzer of data quality and its environment.</summary>
public sealed record DataQualityAppSpecification
{
    [Required, StringLength(255)] public string ImageUri { get; init; } = null!;
    [MinLength(1), MaxLength(100)] public IReadOnlyList<string>? ContainerEntrypoint { get; init; }
    [MinLength(1), MaxLength(50)] public IReadOnlyList<string>? ContainerArguments { get; init; }
    [RegularExpression(Names.S3Uri)] public string? RecordPreprocessorSourceUri { get; init; }
    [RegularExpression(Names.S3Uri)] public string? PostAnalyticsProcessorSourceUri { get; init; }
    [MaxLength(50)] public IReadOnlyDictionary<string, string>? Environment { get; init; }
}
