using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Shows a definition as it was asked for.</summary>
internal sealed class DescribeModelExplainabilityJobDefinition(FairnessStore store)
    : IOperation<DescribeModelExplainabilityJobDefinitionRequest, DescribeModelExplainabilityJobDefinitionResponse>
{
    public async Task<DescribeModelExplainabilityJobDefinitionResponse> HandleAsync(
        DescribeModelExplainabilityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var definition = await JobDefinitions.GetAsync(store.ModelExplainability, request, cancellationToken);
        return new DescribeModelExplainabilityJobDefinitionResponse(definition.Request) { JobDefinitionArn = definition.Arn, CreationTime = definition.CreationTime };
    }
}
