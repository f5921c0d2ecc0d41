namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Describes a definition.</summary>
public sealed record DescribeModelExplainabilityJobDefinitionRequest : JobDefinitionReference, IAwsRequest<DescribeModelExplainabilityJobDefinitionResponse>
{
    public static string Target => "SageMaker.DescribeModelExplainabilityJobDefinition";
}

/// <summary>Answers DescribeModelExplainabilityJobDefinition: the definition as it was asked for.</summary>
public sealed record DescribeModelExplainabilityJobDefinitionResponse : ModelExplainabilityDefinition
{
    public DescribeModelExplainabilityJobDefinitionResponse()
    {
    }

    public DescribeModelExplainabilityJobDefinitionResponse(ModelExplainabilityDefinition definition)
        : base(definition)
    {
    }

    public required string JobDefinitionArn { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
}
