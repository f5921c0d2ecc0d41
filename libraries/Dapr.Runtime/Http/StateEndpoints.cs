using MlPlatform.Dapr.Runtime.Core.State;

namespace MlPlatform.Dapr.Runtime.Http;

/// <summary>/v1.0/state over HTTP.</summary>
internal static class StateEndpoints
{
    public static void MapState(this IEndpointRouteBuilder endpoints, StateBlock state)
    {
        endpoints.MapMethods("/v1.0/state/{store}", ["POST", "PUT"], http => SaveAsync(http, state));
        endpoints.MapMethods("/v1.0/state/{store}/bulk", ["POST", "PUT"], http => GetBulkAsync(http, state));
        endpoints.MapMethods("/v1.0/state/{store}/transaction", ["POST", "PUT"], http => TransactAsync(http, state));
        endpoints.MapGet("/v1.0/state/{store}/{**key}", (RequestDelegate)(http => GetAsync(http, state)));
        endpoints.MapDelete("/v1.0/state/{store}/{**key}", (RequestDelegate)(http => DeleteAsync(http, state)));
    }

    private static async Task GetAsync(HttpContext http, StateBlock state)
    {
        var entry = state.Get(http.Caller().AppId, http.Name("store"), http.Name("key"));
        if (entry is null)
        {
            http.NoContent();
            return;
        }

        http.Response.Headers.ETag = entry.ETag;
        if (entry.Expires is { } expires) http.Response.Headers["Metadata.ttlExpireTime"] = expires.ToString("O");
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = entry.Value.Length;
        await http.Response.Body.WriteAsync(entry.Value, http.RequestAborted).ConfigureAwait(false);
    }

    private static async Task SaveAsync(HttpContext http, StateBlock state)
    {
        using var body = await http.JsonBodyAsync().ConfigureAwait(false);
        var operations = StateJson.Items(body.RootElement, http.QueryMetadata());
        await state.SaveAsync(http.Caller().AppId, http.Name("store"), operations, http.RequestAborted).ConfigureAwait(false);
        http.NoContent();
    }

    private static async Task DeleteAsync(HttpContext http, StateBlock state)
    {
        var operation = new StateOperation(StateOperationKind.Delete, http.Name("key"), [])
        {
            ETag = http.Request.Headers.IfMatch.ToString().Trim('"'),
            Concurrency = StateJson.Concurrency(http.Request.Query["concurrency"]),
        };
        await state.DeleteAsync(http.Caller().AppId, http.Name("store"), [operation], http.RequestAborted).ConfigureAwait(false);
        http.NoContent();
    }

    private static async Task GetBulkAsync(HttpContext http, StateBlock state)
    {
        using var body = await http.JsonBodyAsync().ConfigureAwait(false);
        var items = state.GetBulk(http.Caller().AppId, http.Name("store"), StateJson.Keys(body.RootElement));
        await http.JsonAsync(json => StateJson.WriteBulk(json, items)).ConfigureAwait(false);
    }

    private static async Task TransactAsync(HttpContext http, StateBlock state)
    {
        using var body = await http.JsonBodyAsync().ConfigureAwait(false);
        var operations = StateJson.Transaction(body.RootElement);
        await state.TransactAsync(http.Caller().AppId, http.Name("store"), operations, http.RequestAborted).ConfigureAwait(false);
        http.NoContent();
    }
}
