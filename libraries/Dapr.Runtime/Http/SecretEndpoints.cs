using MlPlatform.Dapr.Runtime.Core.Secrets;

namespace MlPlatform.Dapr.Runtime.Http;

/// <summary>/v1.0/secrets over HTTP.</summary>
internal static class SecretEndpoints
{
    public static void MapSecrets(this IEndpointRouteBuilder endpoints, SecretBlock secrets)
    {
        endpoints.MapGet("/v1.0/secrets/{store}/bulk", (RequestDelegate)(http => http.JsonAsync(json =>
        {
            json.WriteStartObject();
            foreach (var (name, value) in secrets.GetAll(http.Caller().AppId, http.Name("store")))
            {
                json.WriteStartObject(name);
                json.WriteString(name, value);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        })));
        endpoints.MapGet("/v1.0/secrets/{store}/{**key}", (RequestDelegate)(http => http.JsonAsync(json =>
        {
            json.WriteStartObject();
            foreach (var (name, value) in secrets.Get(http.Caller().AppId, http.Name("store"), http.Name("key"))) json.WriteString(name, value);
            json.WriteEndObject();
        })));
    }
}
