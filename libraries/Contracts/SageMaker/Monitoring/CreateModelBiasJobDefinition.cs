using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Stores a definition.</summary>
public sealed record CreateModelBiasJobDefinitionRequest : ModelBiasDefinition, IAwsRequest<CreateModelBiasJobDefinitionResponse>
{
    public static string Target => "SageMaker.CreateModelBiasJobDefinition";

    [MaxLength(50)] public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>Answers CreateModelBiasJobDefinition.</summary>
public sealed record CreateModelBiasJobDefinitionResponse(string JobDefinitionArn);
