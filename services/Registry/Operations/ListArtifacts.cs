using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Lists artifacts.</summary>
internal sealed class ListArtifacts(RegistryStore store) : IOperation<ListArtifactsRequest, ListArtifactsResponse>
{
    public async Task<ListArtifactsResponse> HandleAsync(ListArtifactsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy,
            SortOrder = request.SortOrder,
            StatusEquals = request.ArtifactType,
            CreationTimeAfter = request.CreatedAfter,
            CreationTimeBefore = request.CreatedBefore,
        };
        var (artifacts, next) = await listing.PageAsync(store.Artifacts, Artifact.Listed, OfSource, cancellationToken);
        return new ListArtifactsResponse([.. artifacts.Select(Summary)], next);

        bool OfSource(Artifact artifact) =>
            request.SourceUri is null || Artifact.Normal(artifact.Source.SourceUri) == Artifact.Normal(request.SourceUri);
    }

    private static ArtifactSummary Summary(Artifact artifact) => new()
    {
        ArtifactArn = artifact.Arn,
        ArtifactName = artifact.Name,
        Source = artifact.Source,
        ArtifactType = artifact.Type,
        CreationTime = artifact.CreationTime,
        LastModifiedTime = artifact.CreationTime,
    };
}
