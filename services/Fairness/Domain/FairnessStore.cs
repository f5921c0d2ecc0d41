using System.Text.Json.Serialization;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>The documents of this service.</summary>
internal sealed class FairnessStore(IDocumentStore store)
{
    public DefinitionKind<CreateDataQualityJobDefinitionRequest> DataQuality { get; } = new(
        "data-quality-job-definition", MonitoringPlan.Of, store, FairnessDocuments.Default.JobDefinitionCreateDataQualityJobDefinitionRequest);

    public DefinitionKind<CreateModelQualityJobDefinitionRequest> ModelQuality { get; } = new(
        "model-quality-job-definition", MonitoringPlan.Of, store, FairnessDocuments.Default.JobDefinitionCreateModelQualityJobDefinitionRequest);

    public DefinitionKind<CreateModelBiasJobDefinitionRequest> ModelBias { get; } = new(
        "model-bias-job-definition", MonitoringPlan.Of, store, FairnessDocuments.Default.JobDefinitionCreateModelBiasJobDefinitionRequest);

    public DefinitionKind<CreateModelExplainabilityJobDefinitionRequest> ModelExplainability { get; } = new(
        "model-explainability-job-definition", MonitoringPlan.Of, store, FairnessDocuments.Default.JobDefinitionCreateModelExplainabilityJobDefinitionRequest);

    public DocumentCollection<MonitoringSchedule> Schedules { get; } = new(
        store, "monitoring-schedule", FairnessDocuments.Default.MonitoringSchedule, schedule => schedule.Name,
        schedule => ListIndexes.Of(MonitoringSchedule.Listed(schedule)));

    public DocumentCollection<MonitoringExecution> Executions { get; } = new(
        store, "monitoring-execution", FairnessDocuments.Default.MonitoringExecution, execution => execution.Id, MonitoringExecution.Indexes);

    /// <summary>What the definition of this type and name has a schedule run; null where there is none.</summary>
    public Task<MonitoringPlan?> FindPlanAsync(string monitoringType, string name, CancellationToken cancellationToken) => monitoringType switch
    {
        MonitoringType.ModelQuality => ModelQuality.FindPlanAsync(name, cancellationToken),
        MonitoringType.ModelBias => ModelBias.FindPlanAsync(name, cancellationToken),
        MonitoringType.ModelExplainability => ModelExplainability.FindPlanAsync(name, cancellationToken),
        _ => DataQuality.FindPlanAsync(name, cancellationToken),
    };

    /// <summary>The latest executions of a schedule, newest first.</summary>
    public async Task<IReadOnlyList<MonitoringExecution>> LatestExecutionsAsync(string scheduleName, int limit, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery("", MonitoringExecution.ByScheduleIndex)
        {
            Prefix = MonitoringExecution.ScheduleKey(scheduleName),
            Descending = true,
            Limit = limit,
        };
        return (await Executions.QueryAsync(query, cancellationToken)).Items;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JobDefinition<CreateDataQualityJobDefinitionRequest>))]
[JsonSerializable(typeof(JobDefinition<CreateModelQualityJobDefinitionRequest>))]
[JsonSerializable(typeof(JobDefinition<CreateModelBiasJobDefinitionRequest>))]
[JsonSerializable(typeof(JobDefinition<CreateModelExplainabilityJobDefinitionRequest>))]
[JsonSerializable(typeof(MonitoringSchedule))]
[JsonSerializable(typeof(MonitoringExecution))]
[JsonSerializable(typeof(ViolationsFile))]
internal sealed partial class FairnessDocuments : JsonSerializerContext;
