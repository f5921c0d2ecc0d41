using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Stores a definition.</summary>
public sealed record CreateDataQualityJobDefinitionRequest : DataQualityDefinition, IAwsRequest<CreateDataQualityJobDefinitionResponse>
{
    public static string Target => "SageMaker.CreateDataQualityJobDefinition";

    [MaxLength(50)] public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>Answers CreateDataQualityJobDefinition.</summary>
public sealed record CreateDataQualityJobDefinitionResponse(string JobDefinitionArn);
