using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Stores a pipeline definition under a name.</summary>
public sealed record CreatePipelineRequest : IAwsRequest<CreatePipelineResponse>
{
    public static string Target => "SageMaker.CreatePipeline";

    [Required, RegularExpression(PipelineNames.Pipeline)] public string PipelineName { get; init; } = null!;
    [StringLength(256)] public string? PipelineDisplayName { get; init; }
    [StringLength(1_048_576, MinimumLength = 1)] public string? PipelineDefinition { get; init; }
    public PipelineDefinitionS3Location? PipelineDefinitionS3Location { get; init; }
    [StringLength(3072)] public string? PipelineDescription { get; init; }
    [Required, StringLength(128, MinimumLength = 32)] public string ClientRequestToken { get; init; } = null!;
    [Required, StringLength(2048, MinimumLength = 20)] public string RoleArn { get; init; } = null!;
    public IReadOnlyList<Tag>? Tags { get; init; }
    public ParallelismConfiguration? ParallelismConfiguration { get; init; }
}

/// <summary>Answers CreatePipeline.</summary>
public sealed record CreatePipelineResponse(string PipelineArn);
