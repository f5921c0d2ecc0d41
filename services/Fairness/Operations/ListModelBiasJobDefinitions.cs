using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Lists definitions.</summary>
internal sealed class ListModelBiasJobDefinitions(FairnessStore store) : IOperation<ListModelBiasJobDefinitionsRequest, ListJobDefinitionsResponse>
{
    public Task<ListJobDefinitionsResponse> HandleAsync(
        ListModelBiasJobDefinitionsRequest request, OperationContext context, CancellationToken cancellationToken) =>
        JobDefinitions.ListAsync(store.ModelBias, request, cancellationToken);
}
