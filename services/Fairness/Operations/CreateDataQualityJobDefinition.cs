using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Stores a definition.</summary>
internal sealed class CreateDataQualityJobDefinition(FairnessStore store, JobDefinitions definitions)
    : IOperation<CreateDataQualityJobDefinitionRequest, CreateDataQualityJobDefinitionResponse>
{
    public async Task<CreateDataQualityJobDefinitionResponse> HandleAsync(
        CreateDataQualityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken) =>
        new(await definitions.CreateAsync(store.DataQuality, request with { Tags = null }, request.Tags, context, cancellationToken));
}
