using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Deletes a package; its group does not give the version number again.</summary>
internal sealed class DeleteModelPackage(RegistryStore store, ModelPackages packages) : IOperation<DeleteModelPackageRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(DeleteModelPackageRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var package = await packages.GetAsync(request.ModelPackageName, cancellationToken);
        await store.Packages.DeleteAsync(package.Id, cancellationToken, packages.Changed(package, status: "Deleting"));
        await store.Tags.DeleteAsync(package.Arn, cancellationToken);
        return EmptyResponse.Value;
    }
}
