using System.Globalization;
using System.Text;
using System.Text.Json;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Jobs.Container.Captures;

/// <summary>One row of a request or answer: values, and their names where the payload gives them.</summary>
public sealed record PayloadRow(IReadOnlyList<string>? Names, IReadOnlyList<string?> Values)
{
    /// <summary>Where a value is: a position, a name, or a path such as <c>predictions[0].score</c>, whose last member names it; -1 where it is not.</summary>
    public int Find(string reference)
    {
        if (int.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out var position)) return position < Values.Count ? position : -1;
        var name = reference[(reference.LastIndexOf('.') + 1)..];
        if (name.IndexOf('[', StringComparison.Ordinal) is var bracket and >= 0) name = name[..bracket];
        for (var i = 0; i < Values.Count; i++)
        {
            if (Names?[i] == name) return i;
        }

        return -1;
    }
}

/// <summary>Cuts a captured body into rows.</summary>
public static class Payload
{
    private static readonly string[] WaysIn = ["instances", "predictions", "features", "data", "values"];

    public static IReadOnlyList<PayloadRow> OfCsv(string text) => text.Contains('"', StringComparison.Ordinal) ? OfQuotedCsv(text) : OfPlainCsv(text);

    /// <summary>Lines without quotes, which most bodies are: a body is a few values, and a reader of its own would cost more than they do.</summary>
    internal static IReadOnlyList<PayloadRow> OfPlainCsv(string text)
    {
        var rows = new List<PayloadRow>(1);
        foreach (var part in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(part).TrimEnd('\r');
            if (line.IsEmpty) continue;
            var values = new string?[line.Count(',') + 1];
            var column = 0;
            foreach (var field in line.Split(',')) values[column++] = line[field] is { IsEmpty: false } value ? value.ToString() : null;
            rows.Add(new PayloadRow(null, values));
        }

        return rows;
    }

    internal static IReadOnlyList<PayloadRow> OfQuotedCsv(string text)
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

    /// <summary>A body as data capture and labels hold it: <c>data</c> in the <c>encoding</c> CSV, JSON or BASE64.</summary>
    /// <exception cref="FormatException">The body is not of its encoding.</exception>
    public static IReadOnlyList<PayloadRow> OfCaptured(JsonElement body)
    {
        var text = body.GetProperty("data").GetString() ?? "";
        return body.GetProperty("encoding").GetString() switch
        {
            "CSV" => OfCsv(text),
            "JSON" => OfJson(text),
            "BASE64" => OfUnknown(Encoding.UTF8.GetString(Convert.FromBase64String(text))),
            var other => throw new FormatException($"The encoding {other} is not known."),
        };
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
