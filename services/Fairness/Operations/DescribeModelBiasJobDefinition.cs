using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Shows a definition as it was asked for.</summary>
internal sealed class DescribeModelBiasJobDefinition(FairnessStore store)
    : IOperation<DescribeModelBiasJobDefinitionRequest, DescribeModelBiasJobDefinitionResponse>
{
    public async Task<DescribeModelBiasJobDefinitionResponse> HandleAsync(
        DescribeModelBiasJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var definition = await JobDefinitions.GetAsync(store.ModelBias, request, cancellationToken);
        return new DescribeModelBiasJobDefinitionResponse(definition.Request) { JobDefinitionArn = definition.Arn, CreationTime = definition.CreationTime };
    }
}
