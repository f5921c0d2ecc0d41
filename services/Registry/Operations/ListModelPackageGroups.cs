using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Lists groups.</summary>
internal sealed class ListModelPackageGroups(RegistryStore store) : IOperation<ListModelPackageGroupsRequest, ListModelPackageGroupsResponse>
{
    public async Task<ListModelPackageGroupsResponse> HandleAsync(
        ListModelPackageGroupsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy,
            SortOrder = request.SortOrder,
            NameContains = request.NameContains,
            CreationTimeAfter = request.CreationTimeAfter,
            CreationTimeBefore = request.CreationTimeBefore,
        };
        var (groups, next) = await listing.PageAsync(store.Groups, ModelPackageGroup.Listed, also: null, cancellationToken);
        return new ListModelPackageGroupsResponse([.. groups.Select(Summary)], next);
    }

    private static ModelPackageGroupSummary Summary(ModelPackageGroup group) => new()
    {
        ModelPackageGroupName = group.Name,
        ModelPackageGroupArn = group.Arn,
        ModelPackageGroupDescription = group.Description,
        CreationTime = group.CreationTime,
        ModelPackageGroupStatus = "Completed",
    };
}
