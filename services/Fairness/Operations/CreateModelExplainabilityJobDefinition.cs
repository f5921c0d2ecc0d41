using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Operations;

/// <summary>Stores a definition.</summary>
internal sealed class CreateModelExplainabilityJobDefinition(FairnessStore store, JobDefinitions definitions)
    : IOperation<CreateModelExplainabilityJobDefinitionRequest, CreateModelExplainabilityJobDefinitionResponse>
{
    public async Task<CreateModelExplainabilityJobDefinitionResponse> HandleAsync(
        CreateModelExplainabilityJobDefinitionRequest request, OperationContext context, CancellationToken cancellationToken) =>
        new(await definitions.CreateAsync(store.ModelExplainability, request with { Tags = null }, request.Tags, context, cancellationToken));
}
