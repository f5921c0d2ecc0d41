using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Stores a definition.</summary>
internal sealed class CreateModelBiasJobDefinition(FairnessStore store, JobDefinitions definitions)
    : IOperation<CreateModelBiasJobDefinitionRequest, CreateModelBiasJobDefinitionResponse>
{
    public async Task<CreateModelBiasJobDefinitionResponse> HandleAsync(
        CreateModelBiasJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken) =>
        new(await definitions.CreateAsync(store.ModelBias, request with { Tags = null }, request.Tags, context, cancellationToken));
}
