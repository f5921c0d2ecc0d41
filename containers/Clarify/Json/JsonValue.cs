using System.Text.Json;

namespace MlPlatform.Clarify.Json;

/// <summary>What a path finds: an element of a document, or a list that the path itself made of several.</summary>
internal readonly record struct JsonValue(JsonElement Element, IReadOnlyList<JsonValue>? Made = null)
{
    public bool IsNull => Made is null && Element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public bool IsList => Made is not null || Element.ValueKind == JsonValueKind.Array;

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<JsonValue> Items => Made ?? [.. Element.EnumerateArray().Select(item => new JsonValue(item))];

    /// <summary>A text, number or truth value as a cell of a table; empty for null; null for anything else.</summary>
    public string? Cell => Made is not null ? null : Element.ValueKind switch
    {
        JsonValueKind.String => Element.GetString(),
        JsonValueKind.Number => Element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => null,
    };
}
