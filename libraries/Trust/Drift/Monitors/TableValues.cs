using System.Globalization;
using MlPlatform.Tables;
using MlPlatform.Trust.Drift.Comparison;

namespace MlPlatform.Trust.Drift.Monitors;

/// <summary>Tables as monitors see them: dates as days, booleans as the categories false and true; free texts are not watched.</summary>
internal static class TableValues
{
    private static readonly string[] Booleans = ["false", "true"];

    /// <summary>The sketch of a baseline's column, or null where it is free text or holds no number.</summary>
    public static ColumnSketch? Baseline(Column column, int bins)
    {
        if (column is TextColumn) return null;
        if (column is NumberColumn or DateColumn)
        {
            var values = Numbers(column);
            return Array.Exists(values, double.IsFinite) ? NumberSketch.FromBaseline(column.Name, values, bins) : null;
        }

        var sketch = new CategorySketch(column.Name, column is CategoryColumn category ? category.Categories.Texts : Booleans);
        AddTo(sketch, column);
        return sketch;
    }

    /// <exception cref="TrustException">The column holds something else than the baseline's.</exception>
    public static void Require(ColumnSketch sketch, Column column)
    {
        if (sketch is NumberSketch == (column is NumberColumn or DateColumn)) return;
        throw new TrustException(string.Create(
            CultureInfo.InvariantCulture, $"The column {sketch.Name} is a {column.Type}, which is not what the baseline has."));
    }

    /// <summary>Adds a column's values to its sketch.</summary>
    public static void AddTo(ColumnSketch sketch, Column column)
    {
        switch (sketch, column)
        {
            case (NumberSketch, _):
                foreach (var value in Numbers(column)) sketch.Observe(value);
                break;
            case (CategorySketch categories, CategoryColumn codes):
                var translated = codes.Categories.Texts.Select(text => categories.CodeOf(text)).ToArray();
                foreach (var code in codes.Codes) sketch.Observe(code < 0 ? double.NaN : translated[code]);
                break;
            case (CategorySketch categories, _):
                for (var row = 0; row < column.Count; row++) categories.Observe(column.Text(row));
                break;
        }
    }

    private static double[] Numbers(Column column) => column is DateColumn dates ? TablePairs.Days(dates) : ((NumberColumn)column).ToArray();
}
