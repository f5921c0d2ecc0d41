using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Makes an empty group.</summary>
internal sealed class CreateModelPackageGroup(RegistryStore store, TimeProvider time) : IOperation<CreateModelPackageGroupRequest, CreateModelPackageGroupResponse>
{
    public async Task<CreateModelPackageGroupResponse> HandleAsync(
        CreateModelPackageGroupRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var group = new ModelPackageGroup
        {
            Name = request.ModelPackageGroupName,
            Arn = Arn.SageMaker(context.Region, context.AccountId, "model-package-group", request.ModelPackageGroupName),
            Description = request.ModelPackageGroupDescription,
            CreationTime = time.GetUtcNow(),
        };
        if (!await store.Groups.TryCreateAsync(group, cancellationToken))
        {
            throw AwsException.Validation($"Model Package Group already exists: {group.Arn}");
        }

        await store.SetTagsAsync(group.Arn, request.Tags, cancellationToken);
        return new CreateModelPackageGroupResponse(group.Arn);
    }
}
