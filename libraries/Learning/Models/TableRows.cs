using System.Globalization;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Models;

/// <summary>Sees a table as raw rows of a model: columns by name, category codes translated to the model's.</summary>
public sealed class TableRows
{
    private readonly ColumnReader[] readers;

    public TableRows(Table table, IReadOnlyList<InputColumn> inputs)
    {
        RowCount = table.RowCount;
        readers = [.. inputs.Select(input => ColumnReader.For(table[input.Name], input))];
    }

    public int RowCount { get; }

    public int Width => readers.Length;

    /// <summary>One raw row.</summary>
    public void Fill(int row, Span<double> target)
    {
        for (var i = 0; i < readers.Length; i++) readers[i].Copy(row, target.Slice(i, 1));
    }

    /// <summary>Raw rows from <paramref name="start"/> on, one after another, until the target is full.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="target">Row count × <see cref="Width"/>.</param>
    /// <param name="column">Scratch of at least the row count.</param>
    public void FillRows(int start, Span<double> target, Span<double> column)
    {
        var count = target.Length / Width;
        column = column[..count];
        for (var i = 0; i < readers.Length; i++)
        {
            readers[i].Copy(start, column);
            for (int row = 0, cell = i; row < column.Length; row++, cell += readers.Length) target[cell] = column[row];
        }
    }

    /// <summary>One input's raw values from a row on, until the target is full.</summary>
    public void CopyColumn(int input, int start, Span<double> target) => readers[input].Copy(start, target);

    /// <inheritdoc cref="CopyColumn(int, int, Span{double})"/>
    public void CopyColumn(int input, int start, Span<float> target) => readers[input].Copy(start, target);
}

/// <summary>Reads one column as raw values of an input.</summary>
internal abstract class ColumnReader
{
    public abstract void Copy(int start, Span<double> target);

    public virtual void Copy(int start, Span<float> target)
    {
        const int Block = 256;
        Span<double> wide = stackalloc double[Block];
        for (var done = 0; done < target.Length; done += Block)
        {
            var part = wide[..Math.Min(Block, target.Length - done)];
            Copy(start + done, part);
            for (var i = 0; i < part.Length; i++) target[done + i] = (float)part[i];
        }
    }

    public static ColumnReader For(Column column, InputColumn input) => (input.Type, column) switch
    {
        (ColumnType.Number, NumberColumn numbers) => new NumberReader(numbers),
        (ColumnType.Number or ColumnType.Boolean, BooleanColumn flags) => new BooleanReader(flags),
        (ColumnType.Boolean, NumberColumn numbers) => new NumberReader(numbers),
        (ColumnType.Date, DateColumn dates) => new DateReader(dates),
        (ColumnType.Category, CategoryColumn texts) => new CodeReader(texts, CodesOf(texts, input.Categories!)),
        (ColumnType.Category, NumberColumn numbers) => new NumberTextReader(numbers, input.Categories!),
        (ColumnType.Category, BooleanColumn flags) => new BooleanTextReader(flags, input.Categories!),
        _ => throw new LearningException(
            $"Column '{input.Name}' holds values of type {column.Type}; the model was trained on {input.Type}."),
    };

    protected static double CodeOf(CategoryDictionary categories, string text) =>
        categories.Find(text) is var code and >= 0 ? code : InputColumn.UnknownCode;

    private static double[] CodesOf(CategoryColumn column, CategoryDictionary categories)
    {
        var codes = new double[column.Categories.Count];
        for (var code = 0; code < codes.Length; code++) codes[code] = CodeOf(categories, column.Categories[code]);
        return codes;
    }

    private sealed class NumberReader(NumberColumn column) : ColumnReader
    {
        public override void Copy(int start, Span<double> target) => column.CopyTo(start, target);

        public override void Copy(int start, Span<float> target) => column.CopyTo(start, target);
    }

    private sealed class BooleanReader(BooleanColumn column) : ColumnReader
    {
        public override void Copy(int start, Span<double> target)
        {
            var values = column.Values.Slice(start, target.Length);
            for (var i = 0; i < values.Length; i++) target[i] = values[i] == BooleanColumn.MissingValue ? double.NaN : values[i];
        }
    }

    private sealed class DateReader(DateColumn column) : ColumnReader
    {
        public override void Copy(int start, Span<double> target)
        {
            for (var i = 0; i < target.Length; i++) target[i] = column.Days(start + i);
        }
    }

    private sealed class CodeReader(CategoryColumn column, double[] translated) : ColumnReader
    {
        public override void Copy(int start, Span<double> target)
        {
            var codes = column.Codes.Slice(start, target.Length);
            for (var i = 0; i < codes.Length; i++) target[i] = codes[i] >= 0 ? translated[codes[i]] : double.NaN;
        }
    }

    private sealed class NumberTextReader(NumberColumn column, CategoryDictionary categories) : ColumnReader
    {
        public override void Copy(int start, Span<double> target)
        {
            for (var i = 0; i < target.Length; i++)
            {
                var value = column[start + i];
                target[i] = double.IsNaN(value) ? double.NaN : CodeOf(categories, value.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private sealed class BooleanTextReader(BooleanColumn column, CategoryDictionary categories) : ColumnReader
    {
        public override void Copy(int start, Span<double> target)
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = column[start + i] is { } flag ? CodeOf(categories, flag ? "true" : "false") : double.NaN;
            }
        }
    }
}
