using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>What every kind of monitoring job definition has; each kind adds its application, input, output and baseline under names of its own.</summary>
public abstract record MonitoringDefinition
{
    [Required, RegularExpression(Names.Resource)] public string JobDefinitionName { get; init; } = null!;
    [Required] public ProcessingResources JobResources { get; init; } = null!;
    public JsonElement? NetworkConfig { get; init; }
    [Required, RegularExpression(Names.RoleArn)] public string RoleArn { get; init; } = null!;
    public MonitoringStoppingCondition? StoppingCondition { get; init; }
}

/// <summary>Names a definition.</summary>
public abstract record JobDefinitionReference
{
    [Required, RegularExpression(Names.Resource)] public string JobDefinitionName { get; init; } = null!;
}

/// <summary>Lists the definitions of one kind in pages.</summary>
public abstract record ListJobDefinitionsRequest
{
    [RegularExpression(Names.Resource)] public string? EndpointName { get; init; }
    [AllowedValues("Name", "CreationTime", null)] public string? SortBy { get; init; }
    [AllowedValues("Ascending", "Descending", null)] public string? SortOrder { get; init; }
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
    [StringLength(63)] public string? NameContains { get; init; }
    public DateTimeOffset? CreationTimeBefore { get; init; }
    public DateTimeOffset? CreationTimeAfter { get; init; }
}

/// <summary>Answers the four operations that list definitions.</summary>
public sealed record ListJobDefinitionsResponse(IReadOnlyList<MonitoringJobDefinitionSummary> JobDefinitionSummaries, string? NextToken);

/// <summary>A definition in a list.</summary>
public sealed record MonitoringJobDefinitionSummary
{
    public required string MonitoringJobDefinitionName { get; init; }
    public required string MonitoringJobDefinitionArn { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required string EndpointName { get; init; }
}
