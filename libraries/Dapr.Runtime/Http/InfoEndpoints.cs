using System.Text;
using System.Text.Json;
using MlPlatform.Dapr.Runtime.Core;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Http;

/// <summary>/v1.0/metadata, /v1.0/healthz and /v1.0/shutdown over HTTP.</summary>
internal static class InfoEndpoints
{
    public static void MapInfo(this IEndpointRouteBuilder endpoints, RuntimeInfo info)
    {
        endpoints.MapGet("/v1.0/healthz", (RequestDelegate)NoContentAsync);
        endpoints.MapGet("/v1.0/healthz/outbound", (RequestDelegate)NoContentAsync);

        // The runtime belongs to its host; an app that leaves takes only itself away.
        endpoints.MapPost("/v1.0/shutdown", (RequestDelegate)NoContentAsync);
        endpoints.MapGet("/v1.0/metadata", (RequestDelegate)(http => http.JsonAsync(json => Write(json, http.Caller(), info))));
        endpoints.MapPut("/v1.0/metadata/{key}", async (HttpContext http) =>
        {
            info.Set(http.Caller().AppId, http.Name("key"), Encoding.UTF8.GetString(await http.BodyAsync().ConfigureAwait(false)));
            http.NoContent();
        });
    }

    private static Task NoContentAsync(HttpContext http)
    {
        http.NoContent();
        return Task.CompletedTask;
    }

    private static void Write(Utf8JsonWriter json, DaprApp app, RuntimeInfo info)
    {
        json.WriteStartObject();
        json.WriteString("id", app.AppId);
        json.WriteString("runtimeVersion", RuntimeInfo.Version);
        json.WriteStartArray("components");
        foreach (var component in info.Components(app.AppId)) WriteComponent(json, component);
        json.WriteEndArray();
        json.WriteStartArray("subscriptions");
        foreach (var subscription in info.Subscriptions(app.AppId)) WriteSubscription(json, subscription);
        json.WriteEndArray();
        json.WriteStartObject("extended");
        foreach (var (name, value) in info.Extended(app.AppId)) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartObject("workflows");
        json.WriteNumber("connectedWorkers", info.ConnectedWorkers(app.AppId));
        json.WriteEndObject();
        if (app.AppPort is { } port)
        {
            json.WriteStartObject("appConnectionProperties");
            json.WriteNumber("port", port);
            json.WriteString("protocol", app.AppProtocol);
            json.WriteString("channelAddress", "127.0.0.1");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteComponent(Utf8JsonWriter json, Component component)
    {
        json.WriteStartObject();
        json.WriteString("name", component.Name);
        json.WriteString("type", component.Type);
        json.WriteString("version", component.Version);
        json.WriteStartArray("capabilities");
        foreach (var capability in RuntimeInfo.Capabilities(component)) json.WriteStringValue(capability);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSubscription(Utf8JsonWriter json, SubscriptionResource subscription)
    {
        json.WriteStartObject();
        json.WriteString("pubsubname", subscription.PubSub);
        json.WriteString("topic", subscription.Topic);
        json.WriteStartArray("rules");
        foreach (var rule in subscription.Rules)
        {
            json.WriteStartObject();
            json.WriteString("match", rule.Match ?? "");
            json.WriteString("path", rule.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("deadLetterTopic", subscription.DeadLetterTopic ?? "");
        json.WriteString("type", subscription.Declared ? "DECLARATIVE" : "PROGRAMMATIC");
        json.WriteEndObject();
    }
}
