using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Lists definitions.</summary>
internal sealed class ListModelQualityJobDefinitions(FairnessStore store) : IOperation<ListModelQualityJobDefinitionsRequest, ListJobDefinitionsResponse>
{
    public Task<ListJobDefinitionsResponse> HandleAsync(
        ListModelQualityJobDefinitionsRequest request, OperationContext context, CancellationToken cancellationToken) =>
        JobDefinitions.ListAsync(store.ModelQuality, request, cancellationToken);
}
