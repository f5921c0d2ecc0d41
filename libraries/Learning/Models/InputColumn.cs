using MlPlatform.Tables;

namespace MlPlatform.Learning.Models;

/// <summary>One column of a raw row.</summary>
/// <remarks>
/// In a raw row a number is itself, a category the code of its text in <see cref="Categories"/>, a boolean 1 or 0, a date the days
/// since 1970-01-01 UTC; a missing value is NaN.
/// </remarks>
public sealed record InputColumn(string Name, ColumnType Type, CategoryDictionary? Categories)
{
    /// <summary>The code of a text that training never saw.</summary>
    public const double UnknownCode = -2;

    public ColumnSchema Schema => new(Name, Type, Categories?.Texts);

    /// <summary>The inputs that a table's columns make: of a category the texts that occur, in ordinal order.</summary>
    public static InputColumn[] Of(Table features) => [.. features.Columns.Select(Of)];

    public static InputColumn From(ColumnSchema schema) => new(
        schema.Name, schema.Type, schema.Type == ColumnType.Category ? CategoryDictionary.From(schema.Categories ?? []) : null);

    private static InputColumn Of(Column column) => column switch
    {
        CategoryColumn texts => new InputColumn(column.Name, column.Type, CategoryDictionary.From(Used(texts))),
        TextColumn => throw new LearningException($"Column '{column.Name}' holds free text, which no algorithm here learns from; leave it out."),
        _ => new InputColumn(column.Name, column.Type, null),
    };

    private static IEnumerable<string> Used(CategoryColumn column)
    {
        var used = new bool[column.Categories.Count];
        foreach (var code in column.Codes)
        {
            if (code >= 0) used[code] = true;
        }

        return Enumerable.Range(0, used.Length).Where(code => used[code]).Select(code => column.Categories[code]).Order(StringComparer.Ordinal);
    }
}
