using MlPlatform.Clarify.Config;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Data;

/// <summary>A column as codes into its distinct values; -1 where a value is missing.</summary>
internal sealed record CodedColumn(string Name, int[] Codes, IReadOnlyList<string> Values)
{
    public const int Missing = -1;

    /// <summary>A number column with no more distinct values than this is never continuous: codes, grades, 0 and 1.</summary>
    public const int MostDiscreteNumbers = 10;

    /// <summary>A column of whole numbers is continuous where at least this share of its values is distinct, as Clarify has it.</summary>
    private const double DistinctShare = 0.05;

    public static CodedColumn Of(Column column) => column switch
    {
        CategoryColumn categories => new CodedColumn(column.Name, categories.Codes.ToArray(), categories.Categories.Texts),
        NumberColumn numbers => OfNumbers(numbers),
        _ => OfTexts(column),
    };

    /// <summary>Code 1 above the threshold, 0 at or below it.</summary>
    public static CodedColumn AboveThreshold(NumberColumn column, double threshold)
    {
        var codes = new int[column.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            var value = column[row];
            codes[row] = double.IsNaN(value) ? Missing : value > threshold ? 1 : 0;
        }

        return new CodedColumn(column.Name, codes, [$"≤ {Numbers.Of(threshold)}", $"> {Numbers.Of(threshold)}"]);
    }

    /// <summary>Whether one given value of the column is a threshold rather than a value: numbers with fractions, or many distinct ones.</summary>
    public static bool IsContinuous(Column column)
    {
        if (column is not NumberColumn numbers) return false;
        var values = numbers.ToArray();
        var distinct = new HashSet<double>();
        var hasFractions = false;
        foreach (var value in values)
        {
            if (double.IsNaN(value) || !distinct.Add(value)) continue;
            hasFractions |= value != Math.Floor(value);
        }

        return distinct.Count > MostDiscreteNumbers && (hasFractions || distinct.Count >= DistinctShare * values.Length);
    }

    /// <summary>The code of a value, where 1, 1.0 and "1" are one value; or -1.</summary>
    public int Find(string value)
    {
        for (var code = 0; code < Values.Count; code++)
        {
            if (Values[code] == value) return code;
            if (Numbers.TryParse(value, out var wanted) && Numbers.TryParse(Values[code], out var number) && number == wanted) return code;
        }

        return Missing;
    }

    private static CodedColumn OfTexts(Column column)
    {
        var texts = Enumerable.Range(0, column.Count).Select(column.Text).ToArray();
        var values = texts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return new CodedColumn(
            column.Name, Array.ConvertAll(texts, text => text is null ? Missing : Array.BinarySearch(values, text, StringComparer.Ordinal)), values);
    }

    private static CodedColumn OfNumbers(NumberColumn column)
    {
        var values = column.ToArray().Where(value => !double.IsNaN(value)).Distinct().Order().ToArray();
        var codes = new int[column.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = double.IsNaN(column[row]) ? Missing : Array.BinarySearch(values, column[row]);
        }

        return new CodedColumn(column.Name, codes, [.. values.Select(Numbers.Of)]);
    }
}
