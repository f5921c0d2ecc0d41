using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Stores a definition.</summary>
public sealed record CreateModelExplainabilityJobDefinitionRequest : ModelExplainabilityDefinition, IAwsRequest<CreateModelExplainabilityJobDefinitionResponse>
{
    public static string Target => "SageMaker.CreateModelExplainabilityJobDefinition";

    [MaxLength(50)] public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>Answers CreateModelExplainabilityJobDefinition.</summary>
public sealed record CreateModelExplainabilityJobDefinitionResponse(string JobDefinitionArn);
