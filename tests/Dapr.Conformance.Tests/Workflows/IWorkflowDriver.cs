namespace MlPlatform.Dapr.Conformance.Tests.Workflows;

/// <summary>The management of workflows as a transport offers it; inputs and outputs are JSON, statuses upper-case names.</summary>
public interface IWorkflowDriver
{
    Task<string> StartAsync(string name, string? instanceId, object? input);

    Task<WorkflowSnapshot> GetAsync(string instanceId);

    Task RaiseEventAsync(string instanceId, string name, object? payload);

    Task SuspendAsync(string instanceId);

    Task ResumeAsync(string instanceId);

    Task TerminateAsync(string instanceId);

    Task PurgeAsync(string instanceId);
}

/// <summary>What a transport says of an instance.</summary>
public sealed record WorkflowSnapshot(bool Exists, string Status, string? Output = null, string? CustomStatus = null, string? Failure = null)
{
    public bool Ended => Status is "COMPLETED" or "FAILED" or "TERMINATED";
}
