using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Starts a pipeline; the same token starts it once.</summary>
public sealed record StartPipelineExecutionRequest : IAwsRequest<StartPipelineExecutionResponse>
{
    public static string Target => "SageMaker.StartPipelineExecution";

    /// <summary>The name or the ARN.</summary>
    [Required, StringLength(2048, MinimumLength = 1)] public string PipelineName { get; init; } = null!;
    [StringLength(82, MinimumLength = 1)] public string? PipelineExecutionDisplayName { get; init; }
    public IReadOnlyList<PipelineParameter>? PipelineParameters { get; init; }
    [StringLength(3072)] public string? PipelineExecutionDescription { get; init; }
    [Required, StringLength(128, MinimumLength = 32)] public string ClientRequestToken { get; init; } = null!;
    public ParallelismConfiguration? ParallelismConfiguration { get; init; }
    public SelectiveExecutionConfig? SelectiveExecutionConfig { get; init; }
}

/// <summary>Answers StartPipelineExecution.</summary>
public sealed record StartPipelineExecutionResponse(string PipelineExecutionArn);

/// <summary>Steps to run out of an earlier execution.</summary>
public sealed record SelectiveExecutionConfig
{
    public string? SourcePipelineExecutionArn { get; init; }
    [Required] public IReadOnlyList<SelectedStep> SelectedSteps { get; init; } = null!;
}

/// <summary>One selected step.</summary>
public sealed record SelectedStep
{
    [Required, StringLength(256)] public string StepName { get; init; } = null!;
}
