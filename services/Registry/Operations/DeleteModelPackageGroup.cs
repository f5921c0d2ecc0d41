using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Deletes a group that holds no package.</summary>
internal sealed class DeleteModelPackageGroup(RegistryStore store) : IOperation<DeleteModelPackageGroupRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(DeleteModelPackageGroupRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var name = Arn.Name(request.ModelPackageGroupName);
        var query = new DocumentQuery("", ModelPackage.GroupIndex) { Prefix = $"{name}/", Limit = 1 };
        var (packages, _) = await store.Packages.QueryAsync(query, cancellationToken);
        if (packages.Count > 0)
        {
            throw new AwsException(AwsErrorCode.Conflict, $"Model Package Group {name} cannot be deleted: it still holds {packages[0].Id}.");
        }

        if (!await store.Groups.DeleteAsync(name, cancellationToken))
        {
            throw AwsException.Validation($"ModelPackageGroup {name} does not exist.");
        }

        return EmptyResponse.Value;
    }
}
