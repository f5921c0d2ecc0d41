using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Describes a package.</summary>
internal sealed class DescribeModelPackage(ModelPackages packages) : IOperation<DescribeModelPackageRequest, DescribeModelPackageResponse>
{
    public async Task<DescribeModelPackageResponse> HandleAsync(
        DescribeModelPackageRequest request, OperationContext context, CancellationToken cancellationToken) =>
        (await packages.GetAsync(request.ModelPackageName, cancellationToken)).Describe();
}
