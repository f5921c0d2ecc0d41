using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>Deletes a pipeline; its executions must have ended.</summary>
public sealed record DeletePipelineRequest : IAwsRequest<DeletePipelineResponse>
{
    public static string Target => "SageMaker.DeletePipeline";

    [Required, StringLength(256, MinimumLength = 1)] public string PipelineName { get; init; } = null!;
    [Required, StringLength(128, MinimumLength = 32)] public string ClientRequestToken { get; init; } = null!;
}

/// <summary>Answers DeletePipeline.</summary>
public sealed record DeletePipelineResponse(string PipelineArn);
