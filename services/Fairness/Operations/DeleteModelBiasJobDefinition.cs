using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Deletes a definition.</summary>
internal sealed class DeleteModelBiasJobDefinition(FairnessStore store) : IOperation<DeleteModelBiasJobDefinitionRequest, EmptyResponse>
{
    public Task<EmptyResponse> HandleAsync(
        DeleteModelBiasJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken) =>
        JobDefinitions.DeleteAsync(store.ModelBias, request, cancellationToken);
}
