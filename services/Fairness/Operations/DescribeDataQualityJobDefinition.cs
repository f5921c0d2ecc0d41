using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Shows a definition as it was asked for.</summary>
internal sealed class DescribeDataQualityJobDefinition(FairnessStore store)
    : IOperation<DescribeDataQualityJobDefinitionRequest, DescribeDataQualityJobDefinitionResponse>
{
    public async Task<DescribeDataQualityJobDefinitionResponse> HandleAsync(
        DescribeDataQualityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var definition = await JobDefinitions.GetAsync(store.DataQuality, request, cancellationToken);
        return new DescribeDataQualityJobDefinitionResponse(definition.Request) { JobDefinitionArn = definition.Arn, CreationTime = definition.CreationTime };
    }
}
