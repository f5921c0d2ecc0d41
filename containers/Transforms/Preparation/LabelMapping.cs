using System.Globalization;
using MlPlatform.Tables;

namespace MlPlatform.Transforms.Preparation;

/// <summary>A two-valued label as numbers: 1 for the favourable value.</summary>
internal static class LabelMapping
{
    /// <summary>The label column as 1 and 0, and the texts that they stand for.</summary>
    public static (NumberColumn Column, LabelSchema Label) Map(Column column, string? favorable)
    {
        var texts = Enumerable.Range(0, column.Count).Select(row => Text(column, row)).ToArray();
        var distinct = texts.Distinct().Order(StringComparer.Ordinal).ToArray();
        if (distinct.Length != 2)
        {
            throw new TransformException(
                $"The label '{column.Name}' has {distinct.Length} values ({string.Join(", ", distinct.Take(5))}); two are needed.");
        }

        favorable ??= distinct[1];
        if (!distinct.Contains(favorable)) throw new TransformException($"The label '{column.Name}' never is '{favorable}'; it is {distinct[0]} or {distinct[1]}.");
        var label = new LabelSchema(column.Name, favorable, distinct[0] == favorable ? distinct[1] : distinct[0]);
        return (new Float64Column(column.Name, Array.ConvertAll(texts, text => text == favorable ? 1.0 : 0.0)), label);
    }

    public static string Text(Column column, int row) => column switch
    {
        _ when !column.Validity[row] => throw new TransformException($"The label '{column.Name}' is missing in row {row + 1}."),
        CategoryColumn texts => texts.Text(row)!,
        NumberColumn numbers => numbers[row].ToString(CultureInfo.InvariantCulture),
        _ => throw new TransformException($"The label '{column.Name}' cannot be read."),
    };
}
