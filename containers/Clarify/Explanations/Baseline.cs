using System.Text;
using System.Text.Json;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Clarify.Explanations;

/// <summary>The baseline rows of a SHAP configuration: values in the order of the features.</summary>
internal static class Baseline
{
    /// <summary>The rows as a table of the features' columns; null where none are given.</summary>
    public static Table? Read(JsonElement? baseline, Table features)
    {
        if (baseline is not { } given || given.ValueKind == JsonValueKind.Null) return null;
        if (given.ValueKind != JsonValueKind.Array) throw new ClarifyException("The SHAP baseline must be given as rows in analysis_config.json, or left out.");

        var csv = new StringBuilder();
        var count = 0;
        foreach (var row in given.EnumerateArray())
        {
            count++;
            var cells = row.ValueKind == JsonValueKind.Array ? row.EnumerateArray().Select(cell => Quoted(cell.ToString())).ToArray() : [];
            if (cells.Length != features.Columns.Count)
            {
                throw new ClarifyException(
                    $"Row {count} of the SHAP baseline has {cells.Length} values; the features are {features.Columns.Count}: {string.Join(", ", features.Columns.Select(column => column.Name))}.");
            }

            csv.AppendJoin(',', cells).Append('\n');
        }

        if (count == 0) throw new ClarifyException("The SHAP baseline has no rows.");
        var schema = new TableSchema([.. features.Columns.Select(column => new ColumnSchema(column.Name, column.Type))]);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()));
        var result = TableReader.ReadCsv(stream, new CsvOptions { HasHeader = false }, new TableReadOptions { Schema = schema });
        return result.Rejected.Count == 0
            ? result.Table
            : throw new ClarifyException($"The SHAP baseline does not fit the data: {result.Rejected[0].Reason}");
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"")}\"";
}
