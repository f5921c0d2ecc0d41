using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Lists packages; without a group, those that have none.</summary>
internal sealed class ListModelPackages(RegistryStore store) : IOperation<ListModelPackagesRequest, ListModelPackagesResponse>
{
    public async Task<ListModelPackagesResponse> HandleAsync(
        ListModelPackagesRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var group = request.ModelPackageGroupName is null ? null : Arn.Name(request.ModelPackageGroupName);
        var type = request.ModelPackageType ?? (group is null ? "Unversioned" : "Versioned");
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy,
            SortOrder = request.SortOrder,
            NameContains = request.NameContains,
            CreationTimeAfter = request.CreationTimeAfter,
            CreationTimeBefore = request.CreationTimeBefore,
            StatusEquals = request.ModelApprovalStatus,
        };
        var (found, next) = await listing.PageAsync(store.Packages, ModelPackage.Listed, Wanted, cancellationToken);
        return new ListModelPackagesResponse([.. found.Select(Summary)], next);

        bool Wanted(ModelPackage package) =>
            (group is null || package.GroupName == group) && (type == "Both" || (type == "Versioned") == package.Version is not null);
    }

    private static ModelPackageSummary Summary(ModelPackage package) => new()
    {
        ModelPackageName = package.Version is null ? package.Id : null,
        ModelPackageGroupName = package.GroupName,
        ModelPackageVersion = package.Version,
        ModelPackageArn = package.Arn,
        ModelPackageDescription = package.Registered.ModelPackageDescription,
        CreationTime = package.CreationTime,
        ModelPackageStatus = "Completed",
        ModelApprovalStatus = package.ApprovalStatus,
    };
}
