namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Describes a definition.</summary>
public sealed record DescribeModelQualityJobDefinitionRequest : JobDefinitionReference, IAwsRequest<DescribeModelQualityJobDefinitionResponse>
{
    public static string Target => "SageMaker.DescribeModelQualityJobDefinition";
}

/// <summary>Answers DescribeModelQualityJobDefinition: the definition as it was asked for.</summary>
public sealed record DescribeModelQualityJobDefinitionResponse : ModelQualityDefinition
{
    public DescribeModelQualityJobDefinitionResponse()
    {
    }

    public DescribeModelQualityJobDefinitionResponse(ModelQualityDefinition definition)
        : base(definition)
    {
    }

    public required string JobDefinitionArn { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
}
