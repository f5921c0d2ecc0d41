using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Demo;

/// <summary>The rows to stream, each as one JSON object with an id of its own; what cannot be split into fields is sent as the line it is.</summary>
internal sealed record Dataset(IReadOnlyList<string> Columns, IReadOnlyList<DataRow> Rows)
{
    public const string IdColumn = "row_id";

    /// <summary>The column that holds a malformed line as it came.</summary>
    public const string RawLineColumn = "_line";

    /// <exception cref="DemoException">The file has no header, or no rows.</exception>
    public static Dataset Read(Stream csv, string name)
    {
        var reader = new CsvRecordReader(csv);
        var columns = reader.Header ?? throw new DemoException($"{name} is empty; a header and rows are expected.");
        var rows = new List<DataRow>();
        while (reader.Read()) rows.Add(ReadRow(reader, columns, rows.Count + 1));
        return rows.Count > 0 ? new Dataset(columns, rows) : throw new DemoException($"{name} has a header and no rows.");
    }

    /// <summary>The id in a delivered line.</summary>
    public static string IdOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(IdColumn).GetString()!;
    }

    /// <summary>The id in a line of the quarantine: the row stands in it as it came, or as CSV with the id first.</summary>
    public static string IdOfQuarantined(string line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement.GetProperty("row").GetString()!;
        return row.StartsWith('{') ? IdOf(row) : row.Split(',')[0].Trim('"');
    }

    /// <summary>The share of rows of a group whose label is the favorable one: the direct count that the reports must agree with.</summary>
    public (int Rows, int Favorable) Count(string label, string favorable, Func<IReadOnlyDictionary<string, string>, bool> belongs)
    {
        var group = Rows.Where(row => row.Fields is { } fields && belongs(fields)).ToList();
        return (group.Count, group.Count(row => row.Fields![label] == favorable));
    }

    /// <summary>The favorable value of the label and the most frequent other one.</summary>
    public IReadOnlyList<string> LabelValues(DemoOptions options) =>
    [
        options.Favorable,
        .. Rows.Where(row => row.Fields is not null).Select(row => row.Fields![options.Label])
            .Where(value => value.Length > 0 && value != options.Favorable)
            .GroupBy(value => value).OrderByDescending(group => group.Count()).Take(1).Select(group => group.Key),
    ];

    private static DataRow ReadRow(CsvRecordReader reader, IReadOnlyList<string> columns, int number)
    {
        var id = $"row-{number.ToString("D8", CultureInfo.InvariantCulture)}";
        if (reader.Fault is not null || reader.FieldCount != columns.Count)
        {
            // A byte that is not UTF-8 becomes U+FFFD here; the line is set aside by the quality step in any case.
            var line = Encoding.UTF8.GetString(reader.Raw);
            return new DataRow(id, new JsonObject { [IdColumn] = id, [RawLineColumn] = line }.ToJsonString(), null);
        }

        var fields = new Dictionary<string, string>(columns.Count, StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++) fields[columns[i]] = Encoding.UTF8.GetString(reader.Field(i));
        var json = new JsonObject { [IdColumn] = id };
        foreach (var (column, text) in fields) json[column] = Value(text);
        return new DataRow(id, json.ToJsonString(), fields);
    }

    private static JsonNode Value(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
}

/// <summary>One row: its id, the JSON that is streamed, and its fields where the line could be split.</summary>
internal sealed record DataRow(string Id, string Json, IReadOnlyDictionary<string, string>? Fields);
