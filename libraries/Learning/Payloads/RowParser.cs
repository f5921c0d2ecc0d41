using System.Text;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Learning.Payloads;

/// <summary>Texts of a request to the values of a raw row.</summary>
internal sealed class RowParser(IReadOnlyList<InputColumn> inputs)
{
    private static readonly byte[][] MissingTexts = [.. TableReadOptions.Default.MissingTexts.Select(Encoding.UTF8.GetBytes)];

    private readonly InputColumn[] inputs = [.. inputs];

    public int Width => inputs.Length;

    /// <summary>The value of a field; an empty one and those that mean "no value" in a file are missing here too.</summary>
    public double Parse(ReadOnlySpan<byte> field, int column, int row)
    {
        if (column >= inputs.Length) throw WrongWidth(column + 1, row);
        if (field.IsEmpty) return double.NaN;
        var input = inputs[column];
        if (TryParse(field, input, out var value)) return value;
        if (IsMissing(field)) return double.NaN;
        if (input.Type == ColumnType.Category) return InputColumn.UnknownCode;
        var expected = input.Type switch { ColumnType.Date => "a date", ColumnType.Boolean => "true or false", _ => "a number" };
        throw new PayloadException($"Row {row + 1}: '{input.Name}' must be {expected} and is '{Encoding.UTF8.GetString(field)}'.");
    }

    public void CheckWidth(int width, int row)
    {
        if (width != inputs.Length) throw WrongWidth(width, row);
    }

    public PayloadException WrongWidth(int width, int row) =>
        new($"Row {row + 1} has {width} or more fields; the model takes {inputs.Length}: {string.Join(", ", inputs.Take(8).Select(i => i.Name))}{(inputs.Length > 8 ? ", ..." : "")}.");

    private static bool TryParse(ReadOnlySpan<byte> field, InputColumn input, out double value)
    {
        value = 0;
        switch (input.Type)
        {
            case ColumnType.Category:
                value = input.Categories!.Find(field);
                return value >= 0;
            case ColumnType.Date:
                if (!DateText.TryParse(field, out var microseconds)) return false;
                value = microseconds / DateColumn.MicrosecondsPerDay;
                return true;
            case ColumnType.Boolean when BooleanText.TryParse(field, out var flag):
                value = flag ? 1 : 0;
                return true;
            default:
                return NumberText.TryParse(field, out value);
        }
    }

    private static bool IsMissing(ReadOnlySpan<byte> field)
    {
        foreach (var text in MissingTexts)
        {
            if (field.SequenceEqual(text)) return true;
        }

        return false;
    }
}
