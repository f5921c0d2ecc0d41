using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Deletes a definition.</summary>
internal sealed class DeleteDataQualityJobDefinition(FairnessStore store) : IOperation<DeleteDataQualityJobDefinitionRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(
        DeleteDataQualityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken) =>
        await store.Definitions.DeleteAsync(request.JobDefinitionName, cancellationToken) ? EmptyResponse.Value : throw NotFound.Definition(request.JobDefinitionName);
}
