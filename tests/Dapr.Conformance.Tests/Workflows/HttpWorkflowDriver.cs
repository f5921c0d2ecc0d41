using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MlPlatform.Dapr.Conformance.Tests.Workflows;

/// <summary>Workflows through Dapr's HTTP API.</summary>
internal sealed class HttpWorkflowDriver(HttpClient http) : IWorkflowDriver
{
    private const string Workflows = "/v1.0/workflows/dapr";

    public async Task<string> StartAsync(string name, string? instanceId, object? input)
    {
        var query = instanceId is null ? string.Empty : $"?instanceID={instanceId}";
        using var response = await http.PostAsJsonAsync($"{Workflows}/{name}/start{query}", input);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("instanceID").GetString()!;
    }

    public async Task<WorkflowSnapshot> GetAsync(string instanceId)
    {
        using var response = await http.GetAsync($"{Workflows}/{instanceId}");
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return new WorkflowSnapshot(false, "UNKNOWN");
        }

        response.EnsureSuccessStatusCode();
        var state = await response.Content.ReadFromJsonAsync<JsonElement>();
        var properties = state.GetProperty("properties");
        return new WorkflowSnapshot(
            true,
            state.GetProperty("runtimeStatus").GetString()!,
            Property(properties, "dapr.workflow.output"),
            Property(properties, "dapr.workflow.custom_status"),
            Property(properties, "dapr.workflow.failure.error_message"));
    }

    public Task RaiseEventAsync(string instanceId, string name, object? payload) => PostAsync($"{instanceId}/raiseEvent/{name}", payload);

    public Task SuspendAsync(string instanceId) => PostAsync($"{instanceId}/pause", null);

    public Task ResumeAsync(string instanceId) => PostAsync($"{instanceId}/resume", null);

    public Task TerminateAsync(string instanceId) => PostAsync($"{instanceId}/terminate", null);

    public Task PurgeAsync(string instanceId) => PostAsync($"{instanceId}/purge", null);

    private static string? Property(JsonElement properties, string name)
        => properties.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task PostAsync(string path, object? body)
    {
        using var response = body is null
            ? await http.PostAsync($"{Workflows}/{path}", null)
            : await http.PostAsJsonAsync($"{Workflows}/{path}", body);
        response.EnsureSuccessStatusCode();
    }
}
