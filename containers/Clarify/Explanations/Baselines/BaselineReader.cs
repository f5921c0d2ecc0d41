using System.Text;
using System.Text.Json;
using MlPlatform.Clarify.Data;
using MlPlatform.Clarify.Json;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Clarify.Explanations.Baselines;

/// <summary>Reads the baseline rows of a SHAP configuration: lists of values in the order of the features, objects that hold such lists, or the address of a file of them.</summary>
/// <param name="features">The columns, in order.</param>
/// <param name="path">Where in an object the list stands; at 'features' where null.</param>
internal sealed class BaselineReader(Table features, string? path)
{
    private readonly JsonPath list = JsonPath.Parse(path ?? "features");

    public Table Read(JsonElement given, Func<string, string> download) => given.ValueKind switch
    {
        JsonValueKind.String => OfFiles(download(given.GetString()!)),
        JsonValueKind.Array => OfRows([.. given.EnumerateArray().Select((row, index) => OfItem(row, index))]),
        JsonValueKind.Object => OfRows(OfDocument(given)),
        _ => throw new ClarifyException("The SHAP baseline must be rows or the address of a file of rows."),
    };

    private Table OfFiles(string folder)
    {
        var files = DataFiles.Of(folder, "SHAP baseline");
        var text = string.Concat(files.Select(File.ReadAllText));
        return text.TrimStart() is ['{', ..] or ['[', ..] ? OfRows(OfLines(text)) : OfRows(OfCsv(Encoding.UTF8.GetBytes(text)));
    }

    private string[][] OfLines(string text)
    {
        try
        {
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((line, index) =>
            {
                using var document = JsonDocument.Parse(line);
                return OfItem(document.RootElement, index);
            })];
        }
        catch (JsonException fault)
        {
            throw new ClarifyException($"The SHAP baseline is not JSON Lines: {fault.Message}", fault);
        }
    }

    private string[] OfItem(JsonElement item, int index)
    {
        var row = item.ValueKind == JsonValueKind.Object ? list.Find(item) : new JsonValue(item);
        return Cells(row, index);
    }

    private string[][] OfDocument(JsonElement document)
    {
        var rows = list.Find(document);
        if (!rows.IsList) throw new ClarifyException($"The SHAP baseline has no list at '{list}'.");
        return rows.Items.All(row => row.IsList) ? [.. rows.Items.Select(Cells)] : [Cells(rows, 0)];
    }

    private string[] Cells(JsonValue row, int index) =>
        Checked(row.IsList ? [.. row.Items.Select(cell => cell.Cell ?? throw Unfit($"row {index + 1} holds a list or an object"))] : [], index);

    private Table OfRows(IEnumerable<IEnumerable<string>> rows)
    {
        try
        {
            var table = CsvDataset.OfCells(features, rows);
            return table.RowCount > 0 ? table : throw new ClarifyException("The SHAP baseline has no rows.");
        }
        catch (TableFormatException fault)
        {
            throw Unfit(fault.Message);
        }
    }

    /// <summary>The cells of CSV; a first line that repeats the names of the features is no row.</summary>
    private IEnumerable<string[]> OfCsv(byte[] csv)
    {
        var rows = new List<string[]>();
        var fields = new CsvFields(csv);
        while (fields.NextRecord())
        {
            var cells = new List<string>();
            while (fields.NextField()) cells.Add(Encoding.UTF8.GetString(fields.HasDoubledQuotes ? fields.Unescaped() : fields.Current));
            if (rows.Count == 0 && cells.SequenceEqual(features.Columns.Select(column => column.Name), StringComparer.Ordinal)) continue;
            rows.Add(Checked([.. cells], rows.Count));
        }

        return rows;
    }

    private string[] Checked(string[] cells, int index) => cells.Length == features.Columns.Count
        ? cells
        : throw new ClarifyException(
            $"Row {index + 1} of the SHAP baseline has {cells.Length} values; the features are {features.Columns.Count}: {string.Join(", ", features.Columns.Select(column => column.Name))}.");

    private static ClarifyException Unfit(string reason) => new($"The SHAP baseline does not fit the data: {reason}");
}
