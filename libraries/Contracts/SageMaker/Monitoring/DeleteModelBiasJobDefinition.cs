namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Deletes a definition.</summary>
public sealed record DeleteModelBiasJobDefinitionRequest : JobDefinitionReference, IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.DeleteModelBiasJobDefinition";
}
