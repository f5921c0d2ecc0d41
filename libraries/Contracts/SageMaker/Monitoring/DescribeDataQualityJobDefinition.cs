using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Describes a definition.</summary>
public sealed record DescribeDataQualityJobDefinitionRequest : IAwsRequest<DescribeDataQualityJobDefinitionResponse>
{
    public static string Target => "SageMaker.DescribeDataQualityJobDefinition";

    [Required, RegularExpression(Names.Resource)] public string JobDefinitionName { get; init; } = null!;
}

/// <summary>Answers DescribeDataQualityJobDefinition.</summary>
public sealed record DescribeDataQualityJobDefinitionResponse
{
    public required string JobDefinitionArn { get; init; }
    public required string JobDefinitionName { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public MonitoringBaselineConfig? DataQualityBaselineConfig { get; init; }
    public required DataQualityAppSpecification DataQualityAppSpecification { get; init; }
    public required MonitoringInput DataQualityJobInput { get; init; }
    public required MonitoringOutputConfig DataQualityJobOutputConfig { get; init; }
    public required ProcessingResources JobResources { get; init; }
    public JsonElement? NetworkConfig { get; init; }
    public required string RoleArn { get; init; }
    public MonitoringStoppingCondition? StoppingCondition { get; init; }
}
