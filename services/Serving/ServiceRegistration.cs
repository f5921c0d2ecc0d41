using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Jobs;
using MlPlatform.ServiceDefaults;
using MlPlatform.Serving.Capture;
using MlPlatform.Serving.Deployments;
using MlPlatform.Serving.Hosting;
using MlPlatform.Serving.Invocations;
using MlPlatform.Serving.Operations;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving;

/// <summary>What this service is made of.</summary>
internal static class ServiceRegistration
{
    public static WebApplicationBuilder AddServing(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = InvocationApi.LargestBody + 1024 * 1024);
        services.AddAwsJson(ModelsJson.Default, EndpointsJson.Default);
        services.AddSingleton<ServingStore>();
        services.AddSingleton<EndpointEvents>();
        services.AddSingleton<FleetPlanner>();
        services.AddSingleton<ModelPackageSource>();
        services.AddSingleton<TagClient>();
        services.AddHosting().AddCapture().AddDeployments();
        return builder;
    }

    public static void MapServing(this WebApplication app)
    {
        app.MapAwsJson(MapOperations);
        app.MapPost("/endpoints/{name}/invocations", app.Services.GetRequiredService<InvocationApi>().InvokeAsync);
    }

    /// <summary>The operations of this service.</summary>
    internal static void MapOperations(OperationTable operations) => operations
        .Map<CreateModelRequest, CreateModelResponse, CreateModel>()
        .Map<DescribeModelRequest, DescribeModelResponse, DescribeModel>()
        .Map<ListModelsRequest, ListModelsResponse, ListModels>()
        .Map<DeleteModelRequest, EmptyResponse, DeleteModel>()
        .Map<CreateEndpointConfigRequest, CreateEndpointConfigResponse, CreateEndpointConfig>()
        .Map<DescribeEndpointConfigRequest, DescribeEndpointConfigResponse, DescribeEndpointConfig>()
        .Map<ListEndpointConfigsRequest, ListEndpointConfigsResponse, ListEndpointConfigs>()
        .Map<DeleteEndpointConfigRequest, EmptyResponse, DeleteEndpointConfig>()
        .Map<CreateEndpointRequest, CreateEndpointResponse, CreateEndpoint>()
        .Map<DescribeEndpointRequest, DescribeEndpointResponse, DescribeEndpoint>()
        .Map<ListEndpointsRequest, ListEndpointsResponse, ListEndpoints>()
        .Map<UpdateEndpointRequest, UpdateEndpointResponse, UpdateEndpoint>()
        .Map<UpdateEndpointWeightsAndCapacitiesRequest, UpdateEndpointWeightsAndCapacitiesResponse, UpdateEndpointWeightsAndCapacities>()
        .Map<DeleteEndpointRequest, EmptyResponse, DeleteEndpoint>();

    private static IServiceCollection AddHosting(this IServiceCollection services) => services
        .AddSingleton<MountNamespace>()
        .AddSingleton<ServingProcesses>()
        .AddSingleton<IModelLoader, ModelLoader>()
        .AddSingleton<RoutingTable>()
        .AddSingleton<EndpointHosts>()
        .AddHostedService<EndpointReturn>()
        .AddSingleton<InvocationApi>();

    private static IServiceCollection AddCapture(this IServiceCollection services) => services
        .AddSingleton<CaptureLog>()
        .AddSingleton<CaptureFolder>()
        .AddSingleton<CaptureUploader>()
        // Stopped in the opposite order: the writer closes its files, then the uploader brings them away.
        .AddHostedService(provider => provider.GetRequiredService<CaptureUploader>())
        .AddHostedService<CaptureWriter>();

    private static IServiceCollection AddDeployments(this IServiceCollection services) => services
        .AddSingleton<DeploymentDocuments>()
        .AddSingleton<OpenDeployments>()
        .AddWorkflowStarter<OpenDeployments>()
        .AddDaprWorkflow(workflows =>
        {
            workflows.RegisterWorkflow<DeployEndpoint>();
            workflows.RegisterActivity<PrepareFleet>();
            workflows.RegisterActivity<ShiftTraffic>();
            workflows.RegisterActivity<CheckFleet>();
            workflows.RegisterActivity<PromoteFleet>();
            workflows.RegisterActivity<BeginRollBack>();
            workflows.RegisterActivity<FinishRollBack>();
        });
}
