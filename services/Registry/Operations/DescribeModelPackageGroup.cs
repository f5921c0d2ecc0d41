using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Describes a group.</summary>
internal sealed class DescribeModelPackageGroup(RegistryStore store) : IOperation<DescribeModelPackageGroupRequest, DescribeModelPackageGroupResponse>
{
    public async Task<DescribeModelPackageGroupResponse> HandleAsync(
        DescribeModelPackageGroupRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var found = await store.Groups.FindAsync(Arn.Name(request.ModelPackageGroupName), cancellationToken)
            ?? throw AwsException.Validation($"ModelPackageGroup {request.ModelPackageGroupName} does not exist.");
        return Of(found.Value);
    }

    /// <summary>The group as it is shown.</summary>
    public static DescribeModelPackageGroupResponse Of(ModelPackageGroup group) => new()
    {
        ModelPackageGroupName = group.Name,
        ModelPackageGroupArn = group.Arn,
        ModelPackageGroupDescription = group.Description,
        CreationTime = group.CreationTime,
    };
}
