using System.Text;
using System.Text.Json;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Monitor.Sources;

/// <summary>One row of a request or answer: values, and their names where the payload gives them.</summary>
internal sealed record PayloadRow(IReadOnlyList<string>? Names, IReadOnlyList<string?> Values);

/// <summary>Cuts a captured body into rows.</summary>
internal static class Payload
{
    private static readonly string[] WaysIn = ["instances", "predictions", "features", "data", "values"];

    public static IReadOnlyList<PayloadRow> OfCsv(string text)
    {
        var rows = new List<PayloadRow>();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var reader = new CsvRecordReader(stream, new CsvOptions { HasHeader = false });
        while (reader.Read())
        {
            if (reader.Fault is not null) throw new FormatException(reader.Fault);
            var values = new string?[reader.FieldCount];
            for (var i = 0; i < values.Length; i++) values[i] = reader.Field(i) is { IsEmpty: false } field ? Encoding.UTF8.GetString(field) : null;
            rows.Add(new PayloadRow(null, values));
        }

        return rows;
    }

    /// <summary>A JSON body, or JSON lines: arrays of values and objects of named values, bare or inside the usual members.</summary>
    public static IReadOnlyList<PayloadRow> OfJson(string text)
    {
        var rows = new List<PayloadRow>();
        var bodies = IsOneDocument(text) ? [text] : text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var body in bodies)
        {
            using var document = JsonDocument.Parse(body);
            Collect(document.RootElement, rows);
        }

        return rows;
    }

    public static IReadOnlyList<PayloadRow> OfUnknown(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..] ? OfJson(text) : OfCsv(text);

    private static bool IsOneDocument(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            // More than one document: JSON lines.
            return false;
        }
    }

    private static void Collect(JsonElement element, List<PayloadRow> rows)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when WaysIn.Select(name => element.TryGetProperty(name, out var inner) ? inner : default).FirstOrDefault(inner => inner.ValueKind is JsonValueKind.Array or JsonValueKind.Object) is { ValueKind: not JsonValueKind.Undefined } inside:
                Collect(inside, rows);
                break;
            case JsonValueKind.Object:
                var members = element.EnumerateObject().ToArray();
                rows.Add(new PayloadRow([.. members.Select(member => member.Name)], [.. members.Select(member => Text(member.Value))]));
                break;
            case JsonValueKind.Array when element.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Array or JsonValueKind.Object):
                foreach (var item in element.EnumerateArray()) Collect(item, rows);
                break;
            case JsonValueKind.Array:
                rows.Add(new PayloadRow(null, [.. element.EnumerateArray().Select(Text)]));
                break;
            default:
                rows.Add(new PayloadRow(null, [Text(element)]));
                break;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        _ => value.GetRawText(),
    };
}
