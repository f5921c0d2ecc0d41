using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>The definition an execution runs.</summary>
public sealed record DescribePipelineDefinitionForExecutionRequest : IAwsRequest<DescribePipelineDefinitionForExecutionResponse>
{
    public static string Target => "SageMaker.DescribePipelineDefinitionForExecution";

    [Required, StringLength(2048)] public string PipelineExecutionArn { get; init; } = null!;
}

/// <summary>Answers DescribePipelineDefinitionForExecution.</summary>
public sealed record DescribePipelineDefinitionForExecutionResponse(string PipelineDefinition, DateTimeOffset CreationTime);
