using Google.Protobuf;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>One run of a workflow's code over its history and the events that came since.</summary>
/// <remarks>What a turn shows is fixed when a worker first takes it. Should that worker go away, the next one is shown the same, so
/// the answer of either fits.</remarks>
internal sealed class WorkflowTurn(
    RunningInstance instance, string token, Func<InstanceKey, List<HistoryEvent>> readHistory, TimeProvider time) : WorkOrder(token)
{
    /// <summary>Past this size the worker asks for the history instead; clients refuse messages of more than 4 MiB.</summary>
    private const int LargestInlineHistory = 2 * 1024 * 1024;

    public RunningInstance Instance { get; } = instance;

    /// <summary>The inbox rows that this turn shows.</summary>
    public IReadOnlyList<long> Consumed { get; private set; } = [];

    /// <summary>The events that this turn shows.</summary>
    public List<HistoryEvent>? Shown { get; private set; }

    /// <summary>Whether an answer is being stored.</summary>
    public bool Answered { get; set; }

    public override bool Stale => Answered || Instance.Ended || Instance.Turn != this;

    public override WorkItem Build()
    {
        lock (Instance.Lock)
        {
            Fix();
            Instance.History ??= readHistory(Instance.Key);
            var request = new WorkflowRequest { InstanceId = Instance.Key.InstanceId, ExecutionId = Instance.Execution };
            request.NewEvents.Add(Shown);
            if (TooLarge(Instance.History)) request.RequiresHistoryStreaming = true;
            else request.PastEvents.Add(Instance.History);
            return new WorkItem { WorkflowRequest = request, CompletionToken = Token };
        }
    }

    private void Fix()
    {
        if (Shown is not null) return;
        var started = HistoryEvents.At(time.GetUtcNow());
        started.WorkflowStarted = new WorkflowStartedEvent();
        Consumed = [.. Instance.Inbox.Keys];
        Shown = [started, .. Instance.Inbox.Values];
    }

    private static bool TooLarge(List<HistoryEvent> history)
    {
        var size = 0;
        foreach (var happened in history)
        {
            size += happened.CalculateSize();
            if (size > LargestInlineHistory) return true;
        }

        return false;
    }
}
