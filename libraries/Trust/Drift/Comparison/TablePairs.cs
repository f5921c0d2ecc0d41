using System.Globalization;
using MlPlatform.Tables;

namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>The columns that two tables share, paired for comparison one at a time. Dates are compared as days, booleans as two categories; free texts have no distribution and are left out.</summary>
public static class TablePairs
{
    /// <exception cref="TrustException">A column holds numbers in one table and categories in the other.</exception>
    public static IEnumerable<ColumnPair> Of(Table reference, Table current)
    {
        foreach (var column in reference.Columns)
        {
            if (column is not TextColumn && current.Find(column.Name) is { } other) yield return Pair(column, other);
        }
    }

    private static ColumnPair Pair(Column reference, Column current) => (reference, current) switch
    {
        (Float32Column first, Float32Column second) => new SinglePair(first.Name, first.Values.ToArray(), second.Values.ToArray()),
        (NumberColumn first, NumberColumn second) => new NumberPair(first.Name, first.ToArray(), second.ToArray()),
        (DateColumn first, DateColumn second) => new NumberPair(first.Name, Days(first), Days(second)),
        (BooleanColumn first, BooleanColumn second) => new CategoryPair(first.Name, Codes(first), Codes(second), 2),
        (CategoryColumn first, CategoryColumn second) => Categories(first, second),
        _ => throw new TrustException(string.Create(
            CultureInfo.InvariantCulture, $"The column {reference.Name} is a {reference.Type} in the reference and a {current.Type} in the current data.")),
    };

    internal static double[] Days(DateColumn column) => [.. Enumerable.Range(0, column.Count).Select(column.Days)];

    private static int[] Codes(BooleanColumn column) => Array.ConvertAll(column.Values.ToArray(), value => value == BooleanColumn.MissingValue ? -1 : value);

    /// <summary>The reference's codes, and behind them those of texts that only the current data has.</summary>
    private static CategoryPair Categories(CategoryColumn reference, CategoryColumn current)
    {
        var next = reference.Categories.Count;
        var translated = new int[current.Categories.Count];
        for (var code = 0; code < translated.Length; code++)
        {
            var known = reference.Categories.Find(current.Categories.Utf8(code));
            translated[code] = known >= 0 ? known : next++;
        }

        var codes = Array.ConvertAll(current.Codes.ToArray(), code => code < 0 ? code : translated[code]);
        return new CategoryPair(reference.Name, reference.Codes.ToArray(), codes, next);
    }
}
