using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Runs a failed or stopped execution again; steps that succeeded are kept.</summary>
public sealed record RetryPipelineExecutionRequest : IAwsRequest<RetryPipelineExecutionResponse>
{
    public static string Target => "SageMaker.RetryPipelineExecution";

    [Required, StringLength(2048)] public string PipelineExecutionArn { get; init; } = null!;
    [Required, StringLength(128, MinimumLength = 32)] public string ClientRequestToken { get; init; } = null!;
    public ParallelismConfiguration? ParallelismConfiguration { get; init; }
}

/// <summary>Answers RetryPipelineExecution.</summary>
public sealed record RetryPipelineExecutionResponse(string PipelineExecutionArn);
