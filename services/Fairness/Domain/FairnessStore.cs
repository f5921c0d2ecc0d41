using System.Text.Json.Serialization;
using MlPlatform.Aws.Documents;

namespace MlPlatform.Fairness.Domain;

/// <summary>The documents of this service.</summary>
internal sealed class FairnessStore(IDocumentStore store)
{
    public DocumentCollection<JobDefinition> Definitions { get; } = new(
        store, "data-quality-job-definition", FairnessDocuments.Default.JobDefinition, definition => definition.Name,
        definition => ListIndexes.Of(JobDefinition.Listed(definition)));

    public DocumentCollection<MonitoringSchedule> Schedules { get; } = new(
        store, "monitoring-schedule", FairnessDocuments.Default.MonitoringSchedule, schedule => schedule.Name,
        schedule => ListIndexes.Of(MonitoringSchedule.Listed(schedule)));

    public DocumentCollection<MonitoringExecution> Executions { get; } = new(
        store, "monitoring-execution", FairnessDocuments.Default.MonitoringExecution, execution => execution.Id, MonitoringExecution.Indexes);

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
[JsonSerializable(typeof(JobDefinition))]
[JsonSerializable(typeof(MonitoringSchedule))]
[JsonSerializable(typeof(MonitoringExecution))]
[JsonSerializable(typeof(ViolationsFile))]
internal sealed partial class FairnessDocuments : JsonSerializerContext;
