using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Makes the artifact of a source, or meets the one it has.</summary>
internal sealed class CreateArtifact(RegistryStore store, Lineage lineage) : IOperation<CreateArtifactRequest, CreateArtifactResponse>
{
    public async Task<CreateArtifactResponse> HandleAsync(CreateArtifactRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var artifact = lineage.NewArtifact(request.Source.SourceUri, request.ArtifactType, context.Region, context.AccountId) with
        {
            Name = request.ArtifactName,
            Source = request.Source,
            Properties = request.Properties,
            MetadataProperties = request.MetadataProperties,
        };
        await store.Artifacts.TryCreateAsync(artifact, cancellationToken);
        await store.SetTagsAsync(artifact.Arn, request.Tags, cancellationToken);
        return new CreateArtifactResponse(artifact.Arn);
    }
}
