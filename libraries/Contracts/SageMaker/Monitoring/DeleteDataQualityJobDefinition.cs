namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Deletes a definition.</summary>
public sealed record DeleteDataQualityJobDefinitionRequest : JobDefinitionReference, IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.DeleteDataQualityJobDefinition";
}
