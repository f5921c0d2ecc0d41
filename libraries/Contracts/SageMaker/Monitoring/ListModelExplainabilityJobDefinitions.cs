namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Lists definitions in pages.</summary>
public sealed record ListModelExplainabilityJobDefinitionsRequest : ListJobDefinitionsRequest, IAwsRequest<ListJobDefinitionsResponse>
{
    public static string Target => "SageMaker.ListModelExplainabilityJobDefinitions";
}
