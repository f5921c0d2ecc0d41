using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Pipelines;

/// <summary>The parameter values of an execution.</summary>
public sealed record ListPipelineParametersForExecutionRequest : IAwsRequest<ListPipelineParametersForExecutionResponse>
{
    public static string Target => "SageMaker.ListPipelineParametersForExecution";

    [Required, StringLength(2048)] public string PipelineExecutionArn { get; init; } = null!;
    [StringLength(8192)] public string? NextToken { get; init; }
    [Range(1, 100)] public int? MaxResults { get; init; }
}

/// <summary>Answers ListPipelineParametersForExecution.</summary>
public sealed record ListPipelineParametersForExecutionResponse(IReadOnlyList<PipelineParameter> PipelineParameters, string? NextToken);
