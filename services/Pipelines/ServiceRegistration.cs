using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Activities;
using MlPlatform.Pipelines.Operations;
using MlPlatform.Pipelines.Steps;
using MlPlatform.Pipelines.Store;
using MlPlatform.Pipelines.Subscribers;
using MlPlatform.Pipelines.Workflows;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines;

/// <summary>What this service is made of.</summary>
internal static class ServiceRegistration
{
    public static WebApplicationBuilder AddPipelines(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAwsJson(PipelinesJson.Default);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, PlatformEventJson.Default));
        services.AddSingleton<PipelineStore>();
        services.AddSingleton<PipelineEvents>();
        services.AddSingleton<IOperations, PlatformOperations>();
        services.AddSingleton<DefinitionSource>();
        services.AddSingleton<TagClient>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<JobEvents>();
        services.AddSingleton<OpenExecutions>();
        services.AddWorkflowStarter<OpenExecutions>();
        services.AddDaprWorkflow(workflows =>
        {
            workflows.RegisterWorkflow<PipelineExecutionWorkflow>();
            workflows.RegisterActivity<PlanExecution>();
            workflows.RegisterActivity<BeginStep>();
            workflows.RegisterActivity<CheckStep>();
            workflows.RegisterActivity<FinishExecution>();
        });
        return builder;
    }

    public static void MapPipelines(this WebApplication app)
    {
        app.MapAwsJson(MapOperations);
        app.MapSubscriptions();
    }

    /// <summary>The operations of this service.</summary>
    internal static void MapOperations(OperationTable operations) => operations
        .Map<CreatePipelineRequest, CreatePipelineResponse, CreatePipeline>()
        .Map<UpdatePipelineRequest, UpdatePipelineResponse, UpdatePipeline>()
        .Map<DescribePipelineRequest, DescribePipelineResponse, DescribePipeline>()
        .Map<DeletePipelineRequest, DeletePipelineResponse, DeletePipeline>()
        .Map<ListPipelinesRequest, ListPipelinesResponse, ListPipelines>()
        .Map<StartPipelineExecutionRequest, StartPipelineExecutionResponse, StartPipelineExecution>()
        .Map<DescribePipelineExecutionRequest, DescribePipelineExecutionResponse, DescribePipelineExecution>()
        .Map<ListPipelineExecutionsRequest, ListPipelineExecutionsResponse, ListPipelineExecutions>()
        .Map<ListPipelineExecutionStepsRequest, ListPipelineExecutionStepsResponse, ListPipelineExecutionSteps>()
        .Map<StopPipelineExecutionRequest, StopPipelineExecutionResponse, StopPipelineExecution>()
        .Map<RetryPipelineExecutionRequest, RetryPipelineExecutionResponse, RetryPipelineExecution>()
        .Map<DescribePipelineDefinitionForExecutionRequest, DescribePipelineDefinitionForExecutionResponse, DescribePipelineDefinitionForExecution>()
        .Map<ListPipelineParametersForExecutionRequest, ListPipelineParametersForExecutionResponse, ListPipelineParametersForExecution>();
}
