using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Describes an artifact.</summary>
internal sealed class DescribeArtifact(RegistryStore store) : IOperation<DescribeArtifactRequest, DescribeArtifactResponse>
{
    public async Task<DescribeArtifactResponse> HandleAsync(DescribeArtifactRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var artifact = (await store.Artifacts.FindAsync(request.ArtifactArn, cancellationToken))?.Value
            ?? throw new AwsException(AwsErrorCode.ResourceNotFound, $"Artifact {request.ArtifactArn} does not exist.");
        return new DescribeArtifactResponse
        {
            ArtifactName = artifact.Name,
            ArtifactArn = artifact.Arn,
            Source = artifact.Source,
            ArtifactType = artifact.Type,
            Properties = artifact.Properties,
            CreationTime = artifact.CreationTime,
            LastModifiedTime = artifact.CreationTime,
            MetadataProperties = artifact.MetadataProperties,
        };
    }
}
