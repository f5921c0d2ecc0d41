using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Deletes a definition.</summary>
internal sealed class DeleteModelQualityJobDefinition(FairnessStore store) : IOperation<DeleteModelQualityJobDefinitionRequest, EmptyResponse>
{
    public Task<EmptyResponse> HandleAsync(
        DeleteModelQualityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken) =>
        JobDefinitions.DeleteAsync(store.ModelQuality, request, cancellationToken);
}
