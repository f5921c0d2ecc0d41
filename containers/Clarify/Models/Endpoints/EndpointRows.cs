using System.Globalization;
using System.Text;
using System.Text.Json;
using MlPlatform.Clarify.Config;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>Cells of rows as an endpoint is sent them: numbers as numbers, categories as their texts, a missing value as nothing.</summary>
internal static class EndpointRows
{
    /// <summary>The features as columns of numbers and categories.</summary>
    public static InputColumn[] Columns(Table features) => InputColumn.Of(Coded(features));

    /// <summary>Free texts as categories, which is what a row of numbers can hold.</summary>
    public static Table Coded(Table table) => new([.. table.Columns.Select(column => column is TextColumn text ? Category(text) : column)]);

    /// <summary>The cell as text; empty where it is missing.</summary>
    public static string Text(InputColumn column, double value)
    {
        if (double.IsNaN(value)) return "";
        return column.Type switch
        {
            ColumnType.Category => value >= 0 ? column.Categories![(int)value] : "",
            ColumnType.Boolean => value == 0 ? "false" : "true",
            ColumnType.Date => DateTime.UnixEpoch.AddDays(value).ToString("O", CultureInfo.InvariantCulture),
            _ => Numbers.Of(value),
        };
    }

    /// <summary>The cell as JSON; null where it is missing.</summary>
    public static string Json(InputColumn column, double value)
    {
        var text = Text(column, value);
        if (text.Length == 0) return column.Type == ColumnType.Category && value >= 0 ? "\"\"" : "null";
        return column.Type is ColumnType.Number or ColumnType.Boolean ? text : Quoted(text);
    }

    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static CategoryColumn Category(TextColumn column)
    {
        var texts = Enumerable.Range(0, column.Count).Select(column.Text).ToArray();
        var dictionary = CategoryDictionary.From(texts.OfType<string>());
        return new CategoryColumn(column.Name, Array.ConvertAll(texts, text => text is null ? CategoryColumn.MissingCode : dictionary.Find(Encoding.UTF8.GetBytes(text))), dictionary);
    }
}
