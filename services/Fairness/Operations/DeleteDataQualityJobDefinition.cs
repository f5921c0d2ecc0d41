using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Deletes a definition.</summary>
internal sealed class DeleteDataQualityJobDefinition(FairnessStore store) : IOperation<DeleteDataQualityJobDefinitionRequest, EmptyResponse>
{
    public Task<EmptyResponse> HandleAsync(
        DeleteDataQualityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken) =>
        JobDefinitions.DeleteAsync(store.DataQuality, request, cancellationToken);
}
