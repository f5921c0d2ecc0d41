using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Domain;
using MlPlatform.Registry.Operations;
using MlPlatform.Registry.Subscribers;

namespace MlPlatform.Registry;

/// <summary>What this service is made of.</summary>
internal static class ServiceRegistration
{
    public static WebApplicationBuilder AddRegistry(this WebApplicationBuilder builder)
    {
        builder.Services.AddAwsJson(RegistryJson.Default);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, PlatformEventJson.Default));
        builder.Services.AddSingleton<RegistryStore>();
        builder.Services.AddSingleton<ModelPackages>();
        builder.Services.AddSingleton<Lineage>();
        builder.Services.AddSingleton<MetricSeries>();
        builder.Services.AddSingleton<LineageOfJobs>();
        builder.Services.AddSingleton<LineageOfModels>();
        return builder;
    }

    public static void MapRegistry(this WebApplication app)
    {
        app.MapAwsJson(MapOperations);
        app.MapMetrics();
        app.MapSubscriptions();
    }

    /// <summary>The operations of this service.</summary>
    internal static void MapOperations(OperationTable operations) => operations
        .Map<CreateModelPackageGroupRequest, CreateModelPackageGroupResponse, CreateModelPackageGroup>()
        .Map<DescribeModelPackageGroupRequest, DescribeModelPackageGroupResponse, DescribeModelPackageGroup>()
        .Map<ListModelPackageGroupsRequest, ListModelPackageGroupsResponse, ListModelPackageGroups>()
        .Map<DeleteModelPackageGroupRequest, EmptyResponse, DeleteModelPackageGroup>()
        .Map<CreateModelPackageRequest, CreateModelPackageResponse, CreateModelPackage>()
        .Map<DescribeModelPackageRequest, DescribeModelPackageResponse, DescribeModelPackage>()
        .Map<ListModelPackagesRequest, ListModelPackagesResponse, ListModelPackages>()
        .Map<UpdateModelPackageRequest, UpdateModelPackageResponse, UpdateModelPackage>()
        .Map<DeleteModelPackageRequest, EmptyResponse, DeleteModelPackage>()
        .Map<SearchRequest, SearchResponse, Search>()
        .Map<AddTagsRequest, AddTagsResponse, AddTags>()
        .Map<ListTagsRequest, ListTagsResponse, ListTags>()
        .Map<DeleteTagsRequest, EmptyResponse, DeleteTags>()
        .Map<CreateArtifactRequest, CreateArtifactResponse, CreateArtifact>()
        .Map<DescribeArtifactRequest, DescribeArtifactResponse, DescribeArtifact>()
        .Map<ListArtifactsRequest, ListArtifactsResponse, ListArtifacts>()
        .Map<AddAssociationRequest, AddAssociationResponse, AddAssociation>()
        .Map<DeleteAssociationRequest, DeleteAssociationResponse, DeleteAssociation>()
        .Map<ListAssociationsRequest, ListAssociationsResponse, ListAssociations>()
        .Map<QueryLineageRequest, QueryLineageResponse, QueryLineage>();
}
