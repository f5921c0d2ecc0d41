using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Fairness.Domain;

/// <summary>What is told when an execution changes, and the alert when it found violations.</summary>
internal sealed class MonitoringEvents(PlatformEvents events)
{
    public IReadOnlyList<OutboxMessage> Of(MonitoringExecution execution)
    {
        var changed = events.Create(
            Topics.MonitoringExecutionChanged, "SageMaker Monitoring Execution Status Change", execution.ScheduleArn, Detail(execution));
        return execution.Status == ExecutionStatus.CompletedWithViolations
            ? [changed, events.Create(Topics.MonitoringAlert, "SageMaker Monitoring Alert", execution.ScheduleArn, Detail(execution))]
            : [changed];
    }

    private static JsonObject Detail(MonitoringExecution execution) => new()
    {
        ["MonitoringScheduleName"] = execution.ScheduleName,
        ["MonitoringScheduleArn"] = execution.ScheduleArn,
        ["MonitoringExecutionStatus"] = execution.Status,
        ["MonitoringType"] = execution.Type,
        ["EndpointName"] = execution.EndpointName,
        ["ScheduledTime"] = execution.ScheduledTime.ToString("O"),
        ["ProcessingJobArn"] = execution.ProcessingJobArn,
        ["FailureReason"] = execution.FailureReason,
        ["Violations"] = new JsonArray([.. execution.Violations.Select(violation => JsonSerializer.SerializeToNode(violation, FairnessDocuments.Default.Violation))]),
    };
}
