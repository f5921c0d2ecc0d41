using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;

namespace MlPlatform.Registry.Operations;

/// <summary>Finds model packages and groups by the values of their members.</summary>
internal sealed class Search(RegistryStore store) : IOperation<SearchRequest, SearchResponse>
{
    private const int DefaultResults = 10;

    public async Task<SearchResponse> HandleAsync(SearchRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var listing = new Listing
        {
            MaxResults = request.MaxResults ?? DefaultResults,
            NextToken = request.NextToken,
            SortOrder = request.SortOrder,
            SortBy = SortBy(request.SortBy),
        };
        var filter = SearchFilters.Compile(request.SearchExpression);
        switch (request.Resource)
        {
            case "ModelPackageGroup":
                var (groups, nextGroups) = await listing.PageAsync(
                    store.Groups, ModelPackageGroup.Listed, group => filter(SearchFilters.View(DescribeModelPackageGroup.Of(group))), cancellationToken);
                return new SearchResponse([.. groups.Select(group => new SearchRecord { ModelPackageGroup = DescribeModelPackageGroup.Of(group) })], nextGroups);
            case "ModelPackage":
                var (packages, nextPackages) = await listing.PageAsync(
                    store.Packages, ModelPackage.Listed, package => filter(SearchFilters.View(package.Describe())), cancellationToken);
                return new SearchResponse([.. packages.Select(package => new SearchRecord { ModelPackage = package.Describe() })], nextPackages);
            default:
                throw AwsException.Validation($"Search of {request.Resource} is not implemented here; ModelPackage and ModelPackageGroup are.");
        }
    }

    private static string? SortBy(string? member) => member switch
    {
        null or "CreationTime" or "LastModifiedTime" => member,
        "ModelPackageGroupName" or "ModelPackageName" => "Name",
        _ => throw AwsException.Validation($"Search sorts by CreationTime, LastModifiedTime or the name, not by {member}."),
    };
}
