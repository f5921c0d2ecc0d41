using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Fairness.Activities;
using MlPlatform.Fairness.Domain;
using MlPlatform.Fairness.Operations;
using MlPlatform.Fairness.Platform;
using MlPlatform.Fairness.Subscribers;
using MlPlatform.Fairness.Workflows;

namespace MlPlatform.Fairness;

/// <summary>What this service is made of.</summary>
internal static class ServiceRegistration
{
    public static WebApplicationBuilder AddFairness(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAwsJson(MonitoringJson.Default, ProcessingJson.Default, EndpointsJson.Default, RegistryJson.Default);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, PlatformEventJson.Default));
        services.AddSingleton<FairnessStore>();
        services.AddSingleton<MonitoringPlans>();
        services.AddSingleton<ScheduleRules>();
        services.AddSingleton<MonitoringEvents>();
        services.AddSingleton<IOperations, PlatformOperations>();
        services.AddSingleton<IObjects, S3Objects>();
        services.AddSingleton<SourceFinder>();
        services.AddSingleton<ResourceTags>();
        services.AddSingleton<JobDefinitions>();
        services.AddSingleton<ScheduleChanges>();
        services.AddSingleton<ProcessingJobEvents>();
        services.AddSingleton<ScheduleStarter>();
        services.AddHostedService(provider => provider.GetRequiredService<ScheduleStarter>());
        services.AddDaprWorkflow(workflows =>
        {
            workflows.RegisterWorkflow<MonitoringScheduleWorkflow>();
            workflows.RegisterWorkflow<MonitoringExecutionWorkflow>();
            workflows.RegisterActivity<PlanWindow>();
            workflows.RegisterActivity<BeginAnalysis>();
            workflows.RegisterActivity<CheckAnalysis>();
        });
        return builder;
    }

    public static void MapFairness(this WebApplication app)
    {
        app.MapAwsJson(MapOperations);
        app.MapSubscriptions();
    }

    /// <summary>The operations of this service.</summary>
    internal static void MapOperations(OperationTable operations) => operations
        .Map<CreateDataQualityJobDefinitionRequest, CreateDataQualityJobDefinitionResponse, CreateDataQualityJobDefinition>()
        .Map<DescribeDataQualityJobDefinitionRequest, DescribeDataQualityJobDefinitionResponse, DescribeDataQualityJobDefinition>()
        .Map<ListDataQualityJobDefinitionsRequest, ListJobDefinitionsResponse, ListDataQualityJobDefinitions>()
        .Map<DeleteDataQualityJobDefinitionRequest, EmptyResponse, DeleteDataQualityJobDefinition>()
        .Map<CreateModelQualityJobDefinitionRequest, CreateModelQualityJobDefinitionResponse, CreateModelQualityJobDefinition>()
        .Map<DescribeModelQualityJobDefinitionRequest, DescribeModelQualityJobDefinitionResponse, DescribeModelQualityJobDefinition>()
        .Map<ListModelQualityJobDefinitionsRequest, ListJobDefinitionsResponse, ListModelQualityJobDefinitions>()
        .Map<DeleteModelQualityJobDefinitionRequest, EmptyResponse, DeleteModelQualityJobDefinition>()
        .Map<CreateModelBiasJobDefinitionRequest, CreateModelBiasJobDefinitionResponse, CreateModelBiasJobDefinition>()
        .Map<DescribeModelBiasJobDefinitionRequest, DescribeModelBiasJobDefinitionResponse, DescribeModelBiasJobDefinition>()
        .Map<ListModelBiasJobDefinitionsRequest, ListJobDefinitionsResponse, ListModelBiasJobDefinitions>()
        .Map<DeleteModelBiasJobDefinitionRequest, EmptyResponse, DeleteModelBiasJobDefinition>()
        .Map<CreateModelExplainabilityJobDefinitionRequest, CreateModelExplainabilityJobDefinitionResponse, CreateModelExplainabilityJobDefinition>()
        .Map<DescribeModelExplainabilityJobDefinitionRequest, DescribeModelExplainabilityJobDefinitionResponse, DescribeModelExplainabilityJobDefinition>()
        .Map<ListModelExplainabilityJobDefinitionsRequest, ListJobDefinitionsResponse, ListModelExplainabilityJobDefinitions>()
        .Map<DeleteModelExplainabilityJobDefinitionRequest, EmptyResponse, DeleteModelExplainabilityJobDefinition>()
        .Map<CreateMonitoringScheduleRequest, CreateMonitoringScheduleResponse, CreateMonitoringSchedule>()
        .Map<DescribeMonitoringScheduleRequest, DescribeMonitoringScheduleResponse, DescribeMonitoringSchedule>()
        .Map<ListMonitoringSchedulesRequest, ListMonitoringSchedulesResponse, ListMonitoringSchedules>()
        .Map<UpdateMonitoringScheduleRequest, UpdateMonitoringScheduleResponse, UpdateMonitoringSchedule>()
        .Map<StartMonitoringScheduleRequest, EmptyResponse, StartMonitoringSchedule>()
        .Map<StopMonitoringScheduleRequest, EmptyResponse, StopMonitoringSchedule>()
        .Map<DeleteMonitoringScheduleRequest, EmptyResponse, DeleteMonitoringSchedule>()
        .Map<ListMonitoringExecutionsRequest, ListMonitoringExecutionsResponse, ListMonitoringExecutions>()
        .Map<ListMonitoringAlertsRequest, ListMonitoringAlertsResponse, ListMonitoringAlerts>()
        .Map<ListMonitoringAlertHistoryRequest, ListMonitoringAlertHistoryResponse, ListMonitoringAlertHistory>()
        .Map<UpdateMonitoringAlertRequest, UpdateMonitoringAlertResponse, UpdateMonitoringAlert>();
}
