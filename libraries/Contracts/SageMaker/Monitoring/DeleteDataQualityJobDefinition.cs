using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Deletes a definition.</summary>
public sealed record DeleteDataQualityJobDefinitionRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.DeleteDataQualityJobDefinition";

    [Required, RegularExpression(Names.Resource)] public string JobDefinitionName { get; init; } = null!;
}
