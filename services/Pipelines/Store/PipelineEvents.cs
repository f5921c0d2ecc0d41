using System.Text.Json.Nodes;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines.Store;

/// <summary>What is told when an execution or one of its steps changes.</summary>
internal sealed class PipelineEvents(PlatformEvents events)
{
    public OutboxMessage ExecutionChanged(Execution execution, string? previousStatus)
    {
        var detail = new JsonObject
        {
            ["pipelineArn"] = execution.PipelineArn,
            ["pipelineExecutionArn"] = execution.Arn,
            ["currentPipelineExecutionStatus"] = execution.Status,
            ["previousPipelineExecutionStatus"] = previousStatus,
            ["executionStartTime"] = execution.CreationTime.ToString("O"),
            ["failureReason"] = execution.FailureReason,
        };
        return events.Create(
            Topics.PipelineExecutionChanged, "SageMaker Model Building Pipeline Execution Status Change", execution.Arn, detail);
    }

    public OutboxMessage StepChanged(Execution execution, ExecutionStep step, string? previousStatus)
    {
        var detail = new JsonObject
        {
            ["pipelineArn"] = execution.PipelineArn,
            ["pipelineExecutionArn"] = execution.Arn,
            ["stepName"] = step.Name,
            ["stepType"] = step.Type.ToString(),
            ["currentStepStatus"] = step.Status,
            ["previousStepStatus"] = previousStatus,
            ["stepStartTime"] = step.StartTime.ToString("O"),
            ["stepEndTime"] = step.EndTime?.ToString("O"),
            ["failureReason"] = step.Result?.Failure,
        };
        return events.Create(
            Topics.PipelineExecutionChanged, "SageMaker Model Building Pipeline Execution Step Status Change", execution.Arn, detail);
    }
}
