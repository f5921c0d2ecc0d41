using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Registers a model as the next version of a group, or under a name of its own.</summary>
internal sealed class CreateModelPackage(RegistryStore store, ModelPackages packages, TimeProvider time)
    : IOperation<CreateModelPackageRequest, CreateModelPackageResponse>
{
    private const string Pending = "PendingManualApproval";

    public async Task<CreateModelPackageResponse> HandleAsync(
        CreateModelPackageRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.ModelPackageName is null == request.ModelPackageGroupName is null)
        {
            throw AwsException.Validation("Exactly one of ModelPackageName and ModelPackageGroupName must be given.");
        }

        if (request.InferenceSpecification is null && request.SourceAlgorithmSpecification is null && request.SourceUri is null)
        {
            throw AwsException.Validation("InferenceSpecification, SourceAlgorithmSpecification or SourceUri must be given.");
        }

        var package = request.ModelPackageGroupName is null
            ? Unversioned(request, request.ModelPackageName!, context)
            : await VersionedAsync(request, Arn.Name(request.ModelPackageGroupName), context, cancellationToken);
        var added = await packages.TryAddAsync(package, cancellationToken);
        if (!added && package.Version is null) throw AwsException.Validation($"ModelPackage already exists: {package.Arn}");
        if (added) await store.SetTagsAsync(package.Arn, request.Tags, cancellationToken);
        return new CreateModelPackageResponse(package.Arn);
    }

    private async Task<ModelPackage> VersionedAsync(
        CreateModelPackageRequest request, string group, OperationContext context, CancellationToken cancellationToken)
    {
        var version = await packages.NextVersionAsync(group, request.ClientToken, cancellationToken)
            ?? throw AwsException.Validation($"ModelPackageGroup {group} does not exist.");
        return Unversioned(request, $"{group}/{version}", context) with
        {
            GroupName = group,
            Version = version,
            ApprovalStatus = request.ModelApprovalStatus ?? Pending,
        };
    }

    private ModelPackage Unversioned(CreateModelPackageRequest request, string id, OperationContext context)
    {
        var now = time.GetUtcNow();
        return new ModelPackage
        {
            Id = id,
            Arn = Arn.SageMaker(context.Region, context.AccountId, "model-package", id),
            CreationTime = now,
            LastModifiedTime = now,
            ApprovalStatus = request.ModelApprovalStatus,
            CustomerMetadata = request.CustomerMetadataProperties,
            Registered = request with { Tags = null },
        };
    }
}
