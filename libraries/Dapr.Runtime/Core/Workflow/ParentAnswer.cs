using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>What a parent hears when its child has ended.</summary>
internal static class ParentAnswer
{
    public static OutgoingEvent? Of(InstanceKey child, ExecutionStartedEvent start, ExecutionCompletedEvent completed, DateTimeOffset now)
    {
        if (start.ParentInstance is not { } parent) return null;
        var target = new InstanceKey(parent.HasAppID ? parent.AppID : child.AppId, parent.WorkflowInstance.InstanceId);
        HistoryEvent answer;
        if (completed.WorkflowStatus == OrchestrationStatus.Completed)
        {
            answer = HistoryEvents.At(now);
            answer.ChildWorkflowInstanceCompleted = new ChildWorkflowInstanceCompletedEvent
            {
                TaskScheduledId = parent.TaskScheduledId,
                Result = completed.Result,
            };
        }
        else
        {
            answer = HistoryEvents.Failed(now, parent.TaskScheduledId, completed.FailureDetails ?? Ended(child, completed));
        }

        return new OutgoingEvent(target, parent.WorkflowInstance.ExecutionId, answer);
    }

    private static TaskFailureDetails Ended(InstanceKey child, ExecutionCompletedEvent completed) => new()
    {
        ErrorType = "ChildWorkflowEnded",
        ErrorMessage = $"The child workflow '{child.InstanceId}' ended as {WorkflowStatus.Name(completed.WorkflowStatus)}.",
    };
}
