using MlPlatform.Tables;
using MlPlatform.Trust.Monitoring;

namespace MlPlatform.Monitor.Sources;

/// <summary>Observed columns as a typed table, for statistics: a column is of numbers only where every present value is one.</summary>
internal static class ObservedTable
{
    public static Table Of(IReadOnlyList<ObservedColumn> columns) => new([.. columns.Select(Typed)]);

    private static Column Typed(ObservedColumn column)
    {
        var numbers = column.NumberPerRow();
        if (column.Present > 0 && numbers.Count(double.IsFinite) == column.Present) return new Float64Column(column.Name, numbers);

        var categories = CategoryDictionary.From(column.Values.OfType<string>().Distinct(StringComparer.Ordinal));
        var codes = column.Values.Select(value => value is null ? CategoryColumn.MissingCode : categories.Find(value)).ToArray();
        return new CategoryColumn(column.Name, codes, categories);
    }
}
