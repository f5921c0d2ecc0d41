using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Stores a definition.</summary>
public sealed record CreateModelQualityJobDefinitionRequest : ModelQualityDefinition, IAwsRequest<CreateModelQualityJobDefinitionResponse>
{
    public static string Target => "SageMaker.CreateModelQualityJobDefinition";

    [MaxLength(50)] public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>Answers CreateModelQualityJobDefinition.</summary>
public sealed record CreateModelQualityJobDefinitionResponse(string JobDefinitionArn);
