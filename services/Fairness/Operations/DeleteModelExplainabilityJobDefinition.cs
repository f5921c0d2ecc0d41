using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Deletes a definition.</summary>
internal sealed class DeleteModelExplainabilityJobDefinition(FairnessStore store) : IOperation<DeleteModelExplainabilityJobDefinitionRequest, EmptyResponse>
{
    public Task<EmptyResponse> HandleAsync(
        DeleteModelExplainabilityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken) =>
        JobDefinitions.DeleteAsync(store.ModelExplainability, request, cancellationToken);
}
