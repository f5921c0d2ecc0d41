namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>Names a workflow: instance ids are unique within an app.</summary>
internal readonly record struct InstanceKey(string AppId, string InstanceId)
{
    /// <summary>The child's id where its parent leaves it to the runtime; the same on every replay.</summary>
    public string ChildId(int taskId) => $"{InstanceId}:{taskId:x4}";
}
