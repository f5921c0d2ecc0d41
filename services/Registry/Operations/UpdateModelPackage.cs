using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Approves or rejects a package, or changes what is written about it.</summary>
internal sealed class UpdateModelPackage(ModelPackages packages) : IOperation<UpdateModelPackageRequest, UpdateModelPackageResponse>
{
    public async Task<UpdateModelPackageResponse> HandleAsync(
        UpdateModelPackageRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var updated = await packages.UpdateAsync(request.ModelPackageArn, package => package with
        {
            ApprovalStatus = request.ModelApprovalStatus ?? package.ApprovalStatus,
            ApprovalDescription = request.ApprovalDescription ?? package.ApprovalDescription,
            CustomerMetadata = Metadata(package.CustomerMetadata, request),
            Registered = package.Registered with
            {
                InferenceSpecification = request.InferenceSpecification ?? package.Registered.InferenceSpecification,
                SourceUri = request.SourceUri ?? package.Registered.SourceUri,
                ModelCard = request.ModelCard ?? package.Registered.ModelCard,
            },
        }, cancellationToken);
        return new UpdateModelPackageResponse(updated.Arn);
    }

    private static Dictionary<string, string> Metadata(IReadOnlyDictionary<string, string>? current, UpdateModelPackageRequest request)
    {
        var metadata = new Dictionary<string, string>(current ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (key, value) in request.CustomerMetadataProperties ?? new Dictionary<string, string>()) metadata[key] = value;
        foreach (var key in request.CustomerMetadataPropertiesToRemove ?? []) metadata.Remove(key);
        return metadata;
    }
}
