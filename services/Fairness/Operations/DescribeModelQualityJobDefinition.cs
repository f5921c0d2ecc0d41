using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Shows a definition as it was asked for.</summary>
internal sealed class DescribeModelQualityJobDefinition(FairnessStore store)
    : IOperation<DescribeModelQualityJobDefinitionRequest, DescribeModelQualityJobDefinitionResponse>
{
    public async Task<DescribeModelQualityJobDefinitionResponse> HandleAsync(
        DescribeModelQualityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var definition = await JobDefinitions.GetAsync(store.ModelQuality, request, cancellationToken);
        return new DescribeModelQualityJobDefinitionResponse(definition.Request) { JobDefinitionArn = definition.Arn, CreationTime = definition.CreationTime };
    }
}
