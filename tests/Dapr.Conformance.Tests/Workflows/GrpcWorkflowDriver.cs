using System.Text.Json;

namespace MlPlatform.Dapr.Conformance.Tests.Workflows;

/// <summary>Workflows through the task hub, as the .NET client uses it.</summary>
internal sealed class GrpcWorkflowDriver(DaprWorkflowClient client) : IWorkflowDriver
{
    public Task<string> StartAsync(string name, string? instanceId, object? input) => client.ScheduleNewWorkflowAsync(name, instanceId, input);

    public async Task<WorkflowSnapshot> GetAsync(string instanceId)
    {
        var state = await client.GetWorkflowStateAsync(instanceId);
        return new WorkflowSnapshot(
            state.Exists,
            state.RuntimeStatus.ToString().ToUpperInvariant(),
            state.ReadOutputAs<JsonElement?>()?.GetRawText(),
            state.ReadCustomStatusAs<JsonElement?>()?.GetRawText(),
            state.FailureDetails?.ErrorMessage);
    }

    public Task RaiseEventAsync(string instanceId, string name, object? payload) => client.RaiseEventAsync(instanceId, name, payload);

    public Task SuspendAsync(string instanceId) => client.SuspendWorkflowAsync(instanceId);

    public Task ResumeAsync(string instanceId) => client.ResumeWorkflowAsync(instanceId);

    public Task TerminateAsync(string instanceId) => client.TerminateWorkflowAsync(instanceId);

    public Task PurgeAsync(string instanceId) => client.PurgeInstanceAsync(instanceId);
}
