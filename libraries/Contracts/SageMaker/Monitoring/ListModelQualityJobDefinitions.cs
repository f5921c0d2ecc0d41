namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Lists definitions in pages.</summary>
public sealed record ListModelQualityJobDefinitionsRequest : ListJobDefinitionsRequest, IAwsRequest<ListJobDefinitionsResponse>
{
    public static string Target => "SageMaker.ListModelQualityJobDefinitions";
}
