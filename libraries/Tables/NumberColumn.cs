using System.Globalization;
using System.Numerics.Tensors;

namespace MlPlatform.Tables;

/// <summary>Numbers; a missing one is NaN. Stored as <see cref="Float64Column"/> or <see cref="Float32Column"/>.</summary>
public abstract class NumberColumn : Column
{
    private protected NumberColumn(string name, ValidityBitmap validity) : base(name, validity)
    {
    }

    public override ColumnType Type => ColumnType.Number;

    /// <summary>The value of a row, NaN where it is missing.</summary>
    public abstract double this[int row] { get; }

    /// <summary>Copies the rows from <paramref name="start"/> on until the target is full.</summary>
    public abstract void CopyTo(int start, Span<double> target);

    /// <inheritdoc cref="CopyTo(int, Span{double})"/>
    public abstract void CopyTo(int start, Span<float> target);

    public override string? Text(int row) => this[row] is var value && !double.IsNaN(value) ? value.ToString(CultureInfo.InvariantCulture) : null;

    public double[] ToArray()
    {
        var values = new double[Count];
        CopyTo(0, values);
        return values;
    }
}

/// <summary>Numbers of 64 bits.</summary>
public sealed class Float64Column : NumberColumn
{
    private readonly ReadOnlyMemory<double> values;

    public Float64Column(string name, ReadOnlyMemory<double> values) : this(name, values, ValidityBitmap.From(values.Span, double.NaN))
    {
    }

    private Float64Column(string name, ReadOnlyMemory<double> values, ValidityBitmap validity) : base(name, validity) => this.values = values;

    public ReadOnlySpan<double> Values => values.Span;

    public override double this[int row] => values.Span[row];

    public override void CopyTo(int start, Span<double> target) => Values.Slice(start, target.Length).CopyTo(target);

    public override void CopyTo(int start, Span<float> target) => TensorPrimitives.ConvertTruncating(Values.Slice(start, target.Length), target);

    public override Column Slice(int start, int length) =>
        new Float64Column(Name, values.Slice(start, length), Validity.Slice(start, length));

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var source = Values;
        var taken = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = source[rows[i]];
        return new Float64Column(Name, taken);
    }

    public override Column Rename(string name) => new Float64Column(name, values, Validity);
}

/// <summary>Numbers of 32 bits: half the memory, as boosted trees and networks use them.</summary>
public sealed class Float32Column : NumberColumn
{
    private readonly ReadOnlyMemory<float> values;

    public Float32Column(string name, ReadOnlyMemory<float> values) : this(name, values, ValidityBitmap.From(values.Span, float.NaN))
    {
    }

    private Float32Column(string name, ReadOnlyMemory<float> values, ValidityBitmap validity) : base(name, validity) => this.values = values;

    public ReadOnlySpan<float> Values => values.Span;

    public override double this[int row] => values.Span[row];

    public override string? Text(int row) => values.Span[row] is var value && !float.IsNaN(value) ? value.ToString(CultureInfo.InvariantCulture) : null;

    public override void CopyTo(int start, Span<double> target) => TensorPrimitives.ConvertTruncating(Values.Slice(start, target.Length), target);

    public override void CopyTo(int start, Span<float> target) => Values.Slice(start, target.Length).CopyTo(target);

    public override Column Slice(int start, int length) =>
        new Float32Column(Name, values.Slice(start, length), Validity.Slice(start, length));

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var source = Values;
        var taken = new float[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = source[rows[i]];
        return new Float32Column(Name, taken);
    }

    public override Column Rename(string name) => new Float32Column(name, values, Validity);
}
