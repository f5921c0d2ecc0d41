using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Stops an execution and the jobs its steps run.</summary>
public sealed record StopPipelineExecutionRequest : IAwsRequest<StopPipelineExecutionResponse>
{
    public static string Target => "SageMaker.StopPipelineExecution";

    [Required, StringLength(2048)] public string PipelineExecutionArn { get; init; } = null!;
    [Required, StringLength(128, MinimumLength = 32)] public string ClientRequestToken { get; init; } = null!;
}

/// <summary>Answers StopPipelineExecution.</summary>
public sealed record StopPipelineExecutionResponse(string PipelineExecutionArn);
