using MlPlatform.Tables;

namespace MlPlatform.Learning.Models;

/// <summary>Sees a table as raw rows of a model: columns by name, category codes translated to the model's.</summary>
public sealed class TableRows
{
    private readonly Func<int, double>[] cells;

    public TableRows(Table table, IReadOnlyList<InputColumn> inputs)
    {
        RowCount = table.RowCount;
        cells = [.. inputs.Select(input => CellsOf(table[input.Name], input))];
    }

    public int RowCount { get; }

    public void Fill(int row, Span<double> target)
    {
        for (var i = 0; i < cells.Length; i++) target[i] = cells[i](row);
    }

    /// <summary>The score of every row of a table.</summary>
    public static double[] Score(ITabularModel model, Table table)
    {
        var rows = new TableRows(table, model.Inputs);
        var raw = new double[model.Inputs.Count];
        var scores = new double[rows.RowCount];
        for (var i = 0; i < scores.Length; i++)
        {
            rows.Fill(i, raw);
            scores[i] = model.Score(raw);
        }

        return scores;
    }

    private static Func<int, double> CellsOf(Column column, InputColumn input)
    {
        if (input.Type == ColumnType.Number)
        {
            return column is NumberColumn numbers
                ? row => numbers.Values[row]
                : throw new LearningException($"Column '{input.Name}' holds texts; the model was trained on numbers.");
        }

        return column switch
        {
            CategoryColumn texts => Translated(texts, input.Categories!),
            NumberColumn numbers => row => double.IsNaN(numbers.Values[row])
                ? double.NaN
                : CodeOf(input.Categories!, numbers.Values[row].ToString(System.Globalization.CultureInfo.InvariantCulture)),
            _ => throw new LearningException($"Column '{input.Name}' cannot be read as texts."),
        };
    }

    private static Func<int, double> Translated(CategoryColumn column, CategoryDictionary categories)
    {
        var codes = new double[column.Categories.Count];
        for (var code = 0; code < codes.Length; code++) codes[code] = CodeOf(categories, column.Categories[code]);
        return row => column.Codes[row] is var code and >= 0 ? codes[code] : double.NaN;
    }

    private static double CodeOf(CategoryDictionary categories, string text) =>
        categories.Find(text) is var code and >= 0 ? code : InputColumn.UnknownCode;
}
