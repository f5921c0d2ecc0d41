using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>What the states of a workflow mean and are called.</summary>
internal static class WorkflowStatus
{
    /// <summary>The states that nothing follows, for use in SQL: completed, failed, canceled, terminated.</summary>
    public const string TerminalSql = "(1, 3, 4, 5)";

    public static bool IsTerminal(OrchestrationStatus status) => status is OrchestrationStatus.Completed
        or OrchestrationStatus.Failed or OrchestrationStatus.Canceled or OrchestrationStatus.Terminated;

    /// <summary>The name in Dapr's workflow API.</summary>
    public static string Name(OrchestrationStatus status) => status switch
    {
        OrchestrationStatus.ContinuedAsNew => "CONTINUED_AS_NEW",
        _ => status.ToString().ToUpperInvariant(),
    };
}
