using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Lists definitions.</summary>
internal sealed class ListModelExplainabilityJobDefinitions(FairnessStore store) : IOperation<ListModelExplainabilityJobDefinitionsRequest, ListJobDefinitionsResponse>
{
    public Task<ListJobDefinitionsResponse> HandleAsync(
        ListModelExplainabilityJobDefinitionsRequest request, OperationContext context, CancellationToken cancellationToken) =>
        JobDefinitions.ListAsync(store.ModelExplainability, request, cancellationToken);
}
