using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>A piece of work for a worker. It stands for something stored, so it may be given out again.</summary>
internal abstract class WorkOrder(string token)
{
    /// <summary>Names the work in the worker's answer.</summary>
    public string Token { get; } = token;

    /// <summary>Whether nobody wants the answer any more.</summary>
    public abstract bool Stale { get; }

    /// <summary>Makes the message for the worker.</summary>
    public abstract WorkItem Build();
}
