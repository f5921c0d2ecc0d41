using System.Text;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Learning.Payloads;

/// <summary>Texts of a request to the values of a raw row.</summary>
internal sealed class RowParser(IReadOnlyList<InputColumn> inputs)
{
    private readonly InputColumn[] inputs = [.. inputs];

    public int Width => inputs.Length;

    /// <summary>The value of a field; empty, <c>?</c> and <c>NA</c> are missing.</summary>
    public double Parse(ReadOnlySpan<byte> field, int column, int row)
    {
        if (column >= inputs.Length) throw WrongWidth(column + 1, row);
        if (field.IsEmpty || field.SequenceEqual("?"u8) || field.SequenceEqual("NA"u8)) return double.NaN;
        var input = inputs[column];
        if (input.Categories is { } categories) return categories.Find(field) is var code and >= 0 ? code : InputColumn.UnknownCode;
        if (input.Type == ColumnType.Date) return Date(field, input, row);
        if (input.Type == ColumnType.Boolean && BooleanText.TryParse(field, out var flag)) return flag ? 1 : 0;
        if (NumberText.TryParse(field, out var value)) return value;
        throw Unfit(field, input, row, "a number");
    }

    public void CheckWidth(int width, int row)
    {
        if (width != inputs.Length) throw WrongWidth(width, row);
    }

    private static double Date(ReadOnlySpan<byte> field, InputColumn input, int row) =>
        DateText.TryParse(field, out var microseconds) ? microseconds / DateColumn.MicrosecondsPerDay : throw Unfit(field, input, row, "a date");

    private static PayloadException Unfit(ReadOnlySpan<byte> field, InputColumn input, int row, string expected) =>
        new($"Row {row + 1}: '{input.Name}' must be {expected} and is '{Encoding.UTF8.GetString(field)}'.");

    public PayloadException WrongWidth(int width, int row) =>
        new($"Row {row + 1} has {width} or more fields; the model takes {inputs.Length}: {string.Join(", ", inputs.Take(8).Select(i => i.Name))}{(inputs.Length > 8 ? ", ..." : "")}.");
}
