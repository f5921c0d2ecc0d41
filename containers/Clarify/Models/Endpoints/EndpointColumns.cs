using System.Globalization;
using System.Text;
using System.Text.Json;
using MlPlatform.Clarify.Config;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>The columns of the rows that an endpoint is sent: numbers as numbers, categories as their texts, a missing value as nothing.</summary>
internal sealed class EndpointColumns
{
    private readonly InputColumn[] columns;

    public EndpointColumns(Table features) => columns = InputColumn.Of(Coded(features));

    public IReadOnlyList<InputColumn> Columns => columns;

    /// <summary>The table with free texts as categories, whose texts are known from then on; a code keeps its meaning.</summary>
    public Table Learn(Table table)
    {
        var coded = Coded(table);
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Categories is not { } known || coded.Find(columns[i].Name) is not CategoryColumn column) continue;
            var fresh = column.Categories.Texts.Where(text => known.Find(text) < 0).ToArray();
            if (fresh.Length > 0) columns[i] = columns[i] with { Categories = CategoryDictionary.From(known.Texts.Concat(fresh)) };
        }

        return coded;
    }

    /// <summary>A cell as text; empty where it is missing.</summary>
    public string Text(int column, double value)
    {
        if (double.IsNaN(value)) return "";
        return columns[column].Type switch
        {
            ColumnType.Category => value >= 0 ? columns[column].Categories![(int)value] : "",
            ColumnType.Boolean => value == 0 ? "false" : "true",
            ColumnType.Date => DateTime.UnixEpoch.AddDays(value).ToString("O", CultureInfo.InvariantCulture),
            _ => Numbers.Of(value),
        };
    }

    /// <summary>A cell as JSON; null where it is missing.</summary>
    public string Json(int column, double value)
    {
        if (double.IsNaN(value) || value < 0 && columns[column].Type == ColumnType.Category) return "null";
        var text = Text(column, value);
        return columns[column].Type is ColumnType.Number or ColumnType.Boolean ? text : Quoted(text);
    }

    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>Free texts as categories, which is what a row of numbers can hold.</summary>
    private static Table Coded(Table table) => new([.. table.Columns.Select(column => column is TextColumn text ? Category(text) : column)]);

    private static CategoryColumn Category(TextColumn column)
    {
        var texts = Enumerable.Range(0, column.Count).Select(column.Text).ToArray();
        var dictionary = CategoryDictionary.From(texts.OfType<string>());
        return new CategoryColumn(column.Name, Array.ConvertAll(texts, text => text is null ? CategoryColumn.MissingCode : dictionary.Find(Encoding.UTF8.GetBytes(text))), dictionary);
    }
}
