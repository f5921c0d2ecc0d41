using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>One activity for a worker to run.</summary>
internal sealed class ActivityOrder(PendingActivity activity) : WorkOrder(ActivityToken.Write(activity))
{
    public override bool Stale => false;

    public override WorkItem Build()
    {
        var scheduled = activity.Scheduled.TaskScheduled;
        return new WorkItem
        {
            CompletionToken = Token,
            ActivityRequest = new ActivityRequest
            {
                Name = scheduled.Name,
                Version = scheduled.Version,
                Input = scheduled.Input,
                TaskId = activity.TaskId,
                TaskExecutionId = scheduled.TaskExecutionId,
                ParentTraceContext = scheduled.ParentTraceContext,
                WorkflowInstance = new WorkflowInstance { InstanceId = activity.Owner.InstanceId, ExecutionId = activity.Execution },
            },
        };
    }
}

/// <summary>Names an activity to the worker that runs it, so that its outcome finds its way back whichever app ran it.</summary>
internal static class ActivityToken
{
    private const char Separator = '\u001f';

    public static string Write(PendingActivity activity) => Write(activity.Owner, activity.Execution, activity.TaskId);

    public static string Write(InstanceKey owner, string execution, int task) =>
        string.Join(Separator, owner.AppId, owner.InstanceId, execution, task.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Reads a token; false where it is none of ours.</summary>
    public static bool TryRead(string token, out InstanceKey owner, out string execution, out int task)
    {
        var parts = token.Split(Separator);
        (owner, execution, task) = (default, "", 0);
        if (parts.Length != 4 || !int.TryParse(parts[3], System.Globalization.CultureInfo.InvariantCulture, out task)) return false;
        (owner, execution) = (new InstanceKey(parts[0], parts[1]), parts[2]);
        return true;
    }
}
