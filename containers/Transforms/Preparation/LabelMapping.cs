using MlPlatform.Tables;

namespace MlPlatform.Transforms.Preparation;

/// <summary>A label as the numbers that algorithms learn from.</summary>
/// <remarks>
/// Two values become 1, for the favourable one, and 0. More texts become classes 0, 1, 2, ... in ordinal order. More numbers stay
/// themselves.
/// </remarks>
internal static class LabelMapping
{
    private const int MostClasses = 1000;

    /// <summary>The label column as numbers, and the texts that they stand for.</summary>
    public static (NumberColumn Column, LabelSchema Label) Map(Column column, string? favorable)
    {
        var texts = Enumerable.Range(0, column.Count).Select(row => Text(column, row)).ToArray();
        var distinct = texts.Distinct().Order(StringComparer.Ordinal).ToArray();
        if (distinct.Length < 2) throw new TransformException($"The label '{column.Name}' is {string.Join(", ", distinct)} in every row; two values are needed.");
        if (distinct.Length == 2) return OfTwo(column.Name, texts, distinct, favorable);
        if (favorable is not null)
        {
            throw new TransformException(
                $"The label '{column.Name}' has {distinct.Length} values ({string.Join(", ", distinct.Take(5))}); a favourable one is named where there are two.");
        }

        return column is NumberColumn numbers ? (numbers, new LabelSchema(column.Name)) : OfClasses(column.Name, texts, distinct);
    }

    /// <summary>By row the class of a label; the same for all rows of a label that is a number.</summary>
    public static int[] Strata(NumberColumn column, LabelSchema label) =>
        label.Favorable is null && label.Classes is null ? new int[column.Count] : Array.ConvertAll(column.ToArray(), value => (int)value);

    public static string Text(Column column, int row) =>
        column.Text(row) ?? throw new TransformException($"The label '{column.Name}' is missing in row {row + 1}.");

    private static (NumberColumn Column, LabelSchema Label) OfTwo(string name, string[] texts, string[] distinct, string? favorable)
    {
        favorable ??= distinct[1];
        if (!distinct.Contains(favorable)) throw new TransformException($"The label '{name}' never is '{favorable}'; it is {distinct[0]} or {distinct[1]}.");
        var label = new LabelSchema(name, favorable, distinct[0] == favorable ? distinct[1] : distinct[0]);
        return (new Float64Column(name, Array.ConvertAll(texts, text => text == favorable ? 1.0 : 0.0)), label);
    }

    private static (NumberColumn Column, LabelSchema Label) OfClasses(string name, string[] texts, string[] distinct)
    {
        if (distinct.Length > MostClasses) throw new TransformException($"The label '{name}' has {distinct.Length} texts; {MostClasses} classes are the most.");
        var codes = distinct.Index().ToDictionary(entry => entry.Item, entry => (double)entry.Index, StringComparer.Ordinal);
        return (new Float64Column(name, Array.ConvertAll(texts, text => codes[text])), new LabelSchema(name) { Classes = distinct });
    }
}
