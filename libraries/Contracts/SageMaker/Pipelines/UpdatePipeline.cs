using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Replaces what is given of a pipeline; executions that run keep the definition they started with.</summary>
public sealed record UpdatePipelineRequest : IAwsRequest<UpdatePipelineResponse>
{
    public static string Target => "SageMaker.UpdatePipeline";

    [Required, RegularExpression(PipelineNames.Pipeline)] public string PipelineName { get; init; } = null!;
    [StringLength(256)] public string? PipelineDisplayName { get; init; }
    [StringLength(1_048_576, MinimumLength = 1)] public string? PipelineDefinition { get; init; }
    public PipelineDefinitionS3Location? PipelineDefinitionS3Location { get; init; }
    [StringLength(3072)] public string? PipelineDescription { get; init; }
    [StringLength(2048, MinimumLength = 20)] public string? RoleArn { get; init; }
    public ParallelismConfiguration? ParallelismConfiguration { get; init; }
}

/// <summary>Answers UpdatePipeline.</summary>
public sealed record UpdatePipelineResponse(string PipelineArn);
