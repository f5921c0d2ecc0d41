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
        var definition = (await store.Definitions.FindAsync(request.JobDefinitionName, cancellationToken))?.Value
            ?? throw NotFound.Definition(request.JobDefinitionName);
        var asked = definition.Request;
        return new DescribeDataQualityJobDefinitionResponse
        {
            JobDefinitionArn = definition.Arn,
            JobDefinitionName = definition.Name,
            CreationTime = definition.CreationTime,
            DataQualityBaselineConfig = asked.DataQualityBaselineConfig,
            DataQualityAppSpecification = asked.DataQualityAppSpecification,
            DataQualityJobInput = asked.DataQualityJobInput,
            DataQualityJobOutputConfig = asked.DataQualityJobOutputConfig,
            JobResources = asked.JobResources,
            NetworkConfig = asked.NetworkConfig,
            RoleArn = asked.RoleArn,
            StoppingCondition = asked.StoppingCondition,
        };
    }
}
