using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>Finds the workflows that a workflow has started.</summary>
internal static class WorkflowFamily
{
    public static IEnumerable<InstanceKey> Children(InstanceKey parent, IEnumerable<HistoryEvent> history)
    {
        foreach (var happened in history)
        {
            if (happened.ChildWorkflowInstanceCreated is not { } created) continue;
            var app = happened.Router is { HasTargetAppID: true, TargetAppID.Length: > 0 } router ? router.TargetAppID : parent.AppId;
            yield return new InstanceKey(app, created.InstanceId);
        }
    }
}
