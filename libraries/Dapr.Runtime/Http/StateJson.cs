using System.Text;
using System.Text.Json;
using MlPlatform.Dapr.Runtime.Core;
using MlPlatform.Dapr.Runtime.Core.State;
using MlPlatform.Dapr.Runtime.Errors;

namespace MlPlatform.Dapr.Runtime.Http;

/// <summary>The JSON forms of state requests and answers.</summary>
internal static class StateJson
{
    /// <summary>The array of keys and values that a save carries.</summary>
    public static IReadOnlyList<StateOperation> Items(JsonElement body, IReadOnlyDictionary<string, string> metadata)
    {
        if (body.ValueKind != JsonValueKind.Array) throw RuntimeErrors.MalformedRequest.With("the body is not an array of keys and values");
        return [.. body.EnumerateArray().Select(item => Item(StateOperationKind.Upsert, item, metadata))];
    }

    /// <summary>The operations of a transaction.</summary>
    public static IReadOnlyList<StateOperation> Transaction(JsonElement body)
    {
        if (body.Member("operations") is not { ValueKind: JsonValueKind.Array } operations)
        {
            throw RuntimeErrors.MalformedRequest.With("the body has no array 'operations'");
        }

        var metadata = Settings(body);
        return [.. operations.EnumerateArray().Select(operation => Operation(operation, metadata))];
    }

    public static IReadOnlyList<string> Keys(JsonElement body)
    {
        if (body.Member("keys") is not { ValueKind: JsonValueKind.Array } keys) throw RuntimeErrors.MalformedRequest.With("the body has no array 'keys'");
        return [.. keys.EnumerateArray().Select(key =>
            key.ValueKind == JsonValueKind.String ? key.GetString()! : throw RuntimeErrors.MalformedRequest.With("a key is not a string"))];
    }

    public static StateConcurrency Concurrency(string? text) => text switch
    {
        "first-write" => StateConcurrency.FirstWrite,
        null or "" or "last-write" => StateConcurrency.LastWrite,
        _ => throw RuntimeErrors.MalformedRequest.With($"unrecognized value for concurrency: {text}"),
    };

    public static void WriteBulk(Utf8JsonWriter json, IReadOnlyList<(string Key, StateEntry? Entry)> items)
    {
        json.WriteStartArray();
        foreach (var (key, entry) in items)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            if (entry is not null)
            {
                json.WritePropertyName("data");
                WriteValue(json, entry.Value);
                json.WriteString("etag", entry.ETag);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A value that is not JSON (saved over gRPC as plain bytes) is shown as a string.</summary>
    private static void WriteValue(Utf8JsonWriter json, byte[] value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            document.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(Encoding.UTF8.GetString(value));
        }
    }

    private static StateOperation Operation(JsonElement operation, IReadOnlyDictionary<string, string> metadata)
    {
        var kind = operation.Text("operation") switch
        {
            "upsert" => StateOperationKind.Upsert,
            "delete" => StateOperationKind.Delete,
            var other => throw RuntimeErrors.StateOperationNotSupported.With($"operation type {other} not supported"),
        };
        return operation.Member("request") is { } request
            ? Item(kind, request, metadata)
            : throw RuntimeErrors.MalformedRequest.With("an operation has no 'request'");
    }

    private static StateOperation Item(StateOperationKind kind, JsonElement item, IReadOnlyDictionary<string, string> metadata)
    {
        var key = item.Text("key") ?? throw RuntimeErrors.MalformedRequest.With("a key is missing");
        var value = kind == StateOperationKind.Upsert ? item.Member("value")?.GetRawText() ?? "null" : "";
        return new StateOperation(kind, key, Encoding.UTF8.GetBytes(value))
        {
            ETag = item.Text("etag"),
            Concurrency = Concurrency(item.Member("options")?.Text("concurrency")),
            Metadata = Merge(metadata, Settings(item)),
        };
    }

    private static IReadOnlyDictionary<string, string> Settings(JsonElement item) =>
        item.Member("metadata") is { ValueKind: JsonValueKind.Object } metadata
            ? metadata.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString(), StringComparer.OrdinalIgnoreCase)
            : Metadata.Empty;

    private static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> common, IReadOnlyDictionary<string, string> own)
    {
        if (common.Count == 0) return own;
        var merged = new Dictionary<string, string>(common, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in own) merged[name] = value;
        return merged;
    }
}
