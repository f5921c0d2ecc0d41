using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPlatform.Dapr.Conformance.Tests.State;

/// <summary>State over Dapr's HTTP API.</summary>
internal sealed class HttpStateDriver(HttpClient http) : IStateDriver
{
    private const string Store = "/v1.0/state/statestore";

    public async Task<bool> SaveAsync(string key, string json, string? etag = null, bool firstWrite = false, int? ttlSeconds = null)
    {
        var item = Item(key, json, etag);
        item["options"] = new JsonObject { ["concurrency"] = firstWrite ? "first-write" : "last-write" };
        if (ttlSeconds is { } ttl)
        {
            item["metadata"] = new JsonObject { ["ttlInSeconds"] = $"{ttl}" };
        }

        using var response = await http.PostAsJsonAsync(Store, new JsonArray(item));
        return Succeeded(response);
    }

    public async Task<(string? Json, string ETag)> GetAsync(string key)
    {
        using var response = await http.GetAsync($"{Store}/{Uri.EscapeDataString(key)}?consistency=strong");
        response.EnsureSuccessStatusCode();
        return response.StatusCode == HttpStatusCode.NoContent
            ? (null, string.Empty)
            : (await response.Content.ReadAsStringAsync(), response.Headers.NonValidated["ETag"].ToString().Trim('"'));
    }

    public async Task<bool> DeleteAsync(string key, string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Store}/{Uri.EscapeDataString(key)}");
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        using var response = await http.SendAsync(request);
        return Succeeded(response);
    }

    public async Task<IReadOnlyDictionary<string, string?>> GetBulkAsync(params string[] keys)
    {
        using var response = await http.PostAsJsonAsync($"{Store}/bulk", new { keys, parallelism = 2 });
        response.EnsureSuccessStatusCode();
        var items = await response.Content.ReadFromJsonAsync<JsonElement>();
        return items.EnumerateArray().ToDictionary(
            item => item.GetProperty("key").GetString()!,
            item => item.TryGetProperty("data", out var data) ? data.GetRawText() : null);
    }

    public async Task<bool> TransactAsync(params (string Key, string? Json, string? ETag)[] operations)
    {
        var body = new JsonObject
        {
            ["operations"] = new JsonArray([.. operations.Select(one => (JsonNode)new JsonObject
            {
                ["operation"] = one.Json is null ? "delete" : "upsert",
                ["request"] = Item(one.Key, one.Json, one.ETag),
            })]),
        };
        using var response = await http.PostAsJsonAsync($"{Store}/transaction", body);
        return Succeeded(response);
    }

    public async Task<string> ReadFromUnknownStoreAsync()
    {
        using var response = await http.GetAsync("/v1.0/state/nowhere/k");
        Assert.False(response.IsSuccessStatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static JsonObject Item(string key, string? json, string? etag)
    {
        var item = new JsonObject { ["key"] = key };
        if (json is not null)
        {
            item["value"] = JsonNode.Parse(json);
        }

        if (etag is not null)
        {
            item["etag"] = etag;
        }

        return item;
    }

    private static bool Succeeded(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        return true;
    }
}
