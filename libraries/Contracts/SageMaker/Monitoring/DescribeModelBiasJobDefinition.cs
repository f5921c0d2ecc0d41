namespace MlPlatform.Contracts.SageMaker.Monitoring;

/// <summary>Describes a definition.</summary>
public sealed record DescribeModelBiasJobDefinitionRequest : JobDefinitionReference, IAwsRequest<DescribeModelBiasJobDefinitionResponse>
{
    public static string Target => "SageMaker.DescribeModelBiasJobDefinition";
}

/// <summary>Answers DescribeModelBiasJobDefinition: the definition as it was asked for.</summary>
public sealed record DescribeModelBiasJobDefinitionResponse : ModelBiasDefinition
{
    public DescribeModelBiasJobDefinitionResponse()
    {
    }

    public DescribeModelBiasJobDefinitionResponse(ModelBiasDefinition definition)
        : base(definition)
    {
    }

    public required string JobDefinitionArn { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
}
