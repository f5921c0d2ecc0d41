using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Lists definitions.</summary>
internal sealed class ListDataQualityJobDefinitions(FairnessStore store) : IOperation<ListDataQualityJobDefinitionsRequest, ListJobDefinitionsResponse>
{
    public Task<ListJobDefinitionsResponse> HandleAsync(
        ListDataQualityJobDefinitionsRequest request, OperationContext context, CancellationToken cancellationToken) =>
        JobDefinitions.ListAsync(store.DataQuality, request, cancellationToken);
}
