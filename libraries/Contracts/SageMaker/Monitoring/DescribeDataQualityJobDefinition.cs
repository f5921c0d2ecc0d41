namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Describes a definition.</summary>
public sealed record DescribeDataQualityJobDefinitionRequest : JobDefinitionReference, IAwsRequest<DescribeDataQualityJobDefinitionResponse>
{
    public static string Target => "SageMaker.DescribeDataQualityJobDefinition";
}

/// <summary>Answers DescribeDataQualityJobDefinition: the definition as it was asked for.</summary>
public sealed record DescribeDataQualityJobDefinitionResponse : DataQualityDefinition
{
    public DescribeDataQualityJobDefinitionResponse()
    {
    }

    public DescribeDataQualityJobDefinitionResponse(DataQualityDefinition definition)
        : base(definition)
    {
    }

    public required string JobDefinitionArn { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
}
