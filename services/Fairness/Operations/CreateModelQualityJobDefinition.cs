using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Stores a definition.</summary>
internal sealed class CreateModelQualityJobDefinition(FairnessStore store, JobDefinitions definitions)
    : IOperation<CreateModelQualityJobDefinitionRequest, CreateModelQualityJobDefinitionResponse>
{
    public async Task<CreateModelQualityJobDefinitionResponse> HandleAsync(
        CreateModelQualityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken) =>
        new(await definitions.CreateAsync(store.ModelQuality, request with { Tags = null }, request.Tags, context, cancellationToken));
}
