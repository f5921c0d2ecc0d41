using System.Text.Json;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Json;

namespace MlPlatform.Clarify.Data;

/// <summary>Reads JSON Lines, a row per line, and JSON documents of many rows; paths say where features, label and prediction stand.</summary>
internal sealed class JsonDataset(AnalysisConfig config)
{
    private const string LabelName = "label";
    private const string PredictedName = "predicted_label";

    private readonly JsonPath? features = Path(config.Features);
    private readonly JsonPath? label = Path(config.Label);
    private readonly JsonPath? predicted = Path(config.PredictedLabel);

    /// <param name="files">The files.</param>
    /// <param name="format">JSON Lines, or JSON.</param>
    public Dataset Read(IReadOnlyList<string> files, string format)
    {
        if (format == Formats.Json && features is null) throw new ClarifyException("A JSON data set needs 'features': the path to the rows of features.");
        var rows = files.SelectMany(file => format == Formats.Json ? RowsOfDocument(file) : RowsOfLines(file)).ToArray();
        if (rows.Length == 0) throw new ClarifyException("The input 'dataset' has no rows.");
        var width = rows[0].Length;
        var uneven = Array.FindIndex(rows, row => row.Length != width);
        if (uneven >= 0) throw new ClarifyException($"Row {uneven + 1} of the input 'dataset' has {rows[uneven].Length} values, the first has {width}.");

        var names = Names(width);
        return new Dataset(CsvDataset.OfRows(names, rows), RejectedRows: 0)
        {
            Label = label is null ? null : names[predicted is null ? ^1 : ^2],
            PredictedLabel = predicted is null ? null : names[^1],
        };
    }

    /// <summary>Features, label and prediction in the order of 'headers'.</summary>
    private string[] Names(int width)
    {
        if (config.Headers is { } headers)
        {
            return headers.Count == width ? [.. headers] : throw new ClarifyException($"'headers' names {headers.Count} columns, the data has {width}.");
        }

        var roles = new[] { label is null ? null : LabelName, predicted is null ? null : PredictedName }.OfType<string>().ToArray();
        return [.. Enumerable.Range(0, width - roles.Length).Select(index => $"column_{index}"), .. roles];
    }

    private IEnumerable<string[]> RowsOfLines(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var where = $"Line {number} of {System.IO.Path.GetFileName(file)}";
            using var document = Parse(line, where);
            var row = FeaturesOf(document.RootElement);
            if (!row.IsList) throw new ClarifyException($"{where} has no list of features at '{features}'.");
            yield return [.. row.Items.Select(cell => Cell(cell, where)), .. Others(document.RootElement, path => Cell(path, where))];
        }
    }

    private IEnumerable<string[]> RowsOfDocument(string file)
    {
        var where = System.IO.Path.GetFileName(file);
        using var document = Parse(File.ReadAllText(file), where);
        var rows = features!.Find(document.RootElement);
        if (!rows.IsList || rows.Items.Any(row => !row.IsList)) throw new ClarifyException($"{where} has no list of rows of features at '{features}'.");
        var others = Others(document.RootElement, found => found).ToArray();
        if (others.Any(list => !list.IsList || list.Items.Count != rows.Items.Count))
        {
            throw new ClarifyException($"{where} has {rows.Items.Count} rows of features, and not as many labels or predictions.");
        }

        return [.. rows.Items.Select((row, index) => row.Items.Concat(others.Select(list => list.Items[index])).Select(cell => Cell(cell, where)).ToArray())];
    }

    private JsonValue FeaturesOf(JsonElement row)
    {
        if (features is not null) return features.Find(row);
        return row.ValueKind == JsonValueKind.Object && row.TryGetProperty("features", out var member) ? new JsonValue(member) : new JsonValue(row);
    }

    private IEnumerable<T> Others<T>(JsonElement document, Func<JsonValue, T> read) =>
        new[] { label, predicted }.OfType<JsonPath>().Select(path => read(path.Find(document)));

    private static string Cell(JsonValue value, string where) =>
        value.Cell ?? throw new ClarifyException($"{where} holds a list or an object where a text or a number is expected.");

    private static JsonDocument Parse(string json, string where)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new ClarifyException($"{where} is not JSON: {fault.Message}", fault);
        }
    }

    private static JsonPath? Path(string? text) => text is null ? null : JsonPath.Parse(text);
}
