using System.Text;
using System.Text.Json;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Core.Workflow;

namespace MlPlatform.Dapr.Runtime.Http;

/// <summary>/v1.0/workflows over HTTP (and /v1.0-beta1/workflows, its older name).</summary>
internal static class WorkflowEndpoints
{
    public static void MapWorkflows(this IEndpointRouteBuilder endpoints, WorkflowManagement workflows)
    {
        foreach (var root in (string[])["/v1.0/workflows/{component}", "/v1.0-beta1/workflows/{component}"])
        {
            endpoints.MapPost(root + "/{name}/start", (RequestDelegate)(http => StartAsync(http, workflows)));
            endpoints.MapGet(root + "/{instance}", (RequestDelegate)(http => GetAsync(http, workflows)));
            endpoints.MapPost(root + "/{instance}/raiseEvent/{event}", (RequestDelegate)(http => RaiseAsync(http, workflows)));
            endpoints.MapPost(root + "/{instance}/terminate", Accepted(workflows.TerminateAsync));
            endpoints.MapPost(root + "/{instance}/pause", Accepted(workflows.PauseAsync));
            endpoints.MapPost(root + "/{instance}/resume", Accepted(workflows.ResumeAsync));
            endpoints.MapPost(root + "/{instance}/purge", Accepted(workflows.PurgeAsync));
        }
    }

    private static RequestDelegate Accepted(Func<string, string, string, Task> operation) => async http =>
    {
        await operation(http.Caller().AppId, http.Name("component"), http.Name("instance")).ConfigureAwait(false);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    };

    private static async Task StartAsync(HttpContext http, WorkflowManagement workflows)
    {
        var input = await TextBodyAsync(http).ConfigureAwait(false);
        var id = http.Request.Query["instanceID"].ToString();
        var started = await workflows.StartAsync(http.Caller().AppId, http.Name("component"), http.Name("name"), id, input).ConfigureAwait(false);
        await http.JsonAsync(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("instanceID", started);
                json.WriteEndObject();
            },
            StatusCodes.Status202Accepted).ConfigureAwait(false);
    }

    private static Task GetAsync(HttpContext http, WorkflowManagement workflows)
    {
        var state = workflows.Get(http.Caller().AppId, http.Name("component"), http.Name("instance"));
        return http.JsonAsync(json => Write(json, state));
    }

    private static async Task RaiseAsync(HttpContext http, WorkflowManagement workflows)
    {
        var data = await TextBodyAsync(http).ConfigureAwait(false);
        await workflows.RaiseAsync(http.Caller().AppId, http.Name("component"), http.Name("instance"), http.Name("event"), data).ConfigureAwait(false);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static async Task<string?> TextBodyAsync(HttpContext http)
    {
        var body = await http.BodyAsync().ConfigureAwait(false);
        return body.Length == 0 ? null : Encoding.UTF8.GetString(body);
    }

    private static void Write(Utf8JsonWriter json, WorkflowState state)
    {
        json.WriteStartObject();
        json.WriteString("instanceID", state.InstanceId);
        json.WriteString("workflowName", state.Name);
        json.WriteString("createdAt", state.CreatedTimestamp.ToDateTimeOffset());
        json.WriteString("lastUpdatedAt", state.LastUpdatedTimestamp.ToDateTimeOffset());
        json.WriteString("runtimeStatus", WorkflowStatus.Name(state.WorkflowStatus));
        json.WriteStartObject("properties");
        foreach (var (name, value) in WorkflowManagement.Properties(state)) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
