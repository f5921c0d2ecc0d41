using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>The kinds of encoders; their numbers are written to model files.</summary>
internal enum EncoderKind
{
    Number = 1,
    OneHot = 2,
    Ordinal = 3,
    Target = 4,
    Date = 5,
}

/// <summary>Turns the raw value of one column into features. Immutable.</summary>
internal abstract class ColumnEncoder(InputColumn input)
{
    public InputColumn Input { get; } = input;

    public abstract EncoderKind Kind { get; }

    /// <summary>The number of features.</summary>
    public abstract int Width { get; }

    public abstract IReadOnlyList<string> FeatureNames { get; }

    /// <summary>What was learnt, as it is written to the model file.</summary>
    public abstract double[] State { get; }

    /// <summary>Writes all features of one raw value.</summary>
    public abstract void Encode(double value, Span<double> features);

    /// <summary>Writes the features of many raw values, each <paramref name="stride"/> after the one before.</summary>
    public virtual void EncodeColumn(ReadOnlySpan<double> values, Span<double> features, int stride)
    {
        var width = Width;
        for (int i = 0, at = 0; i < values.Length; i++, at += stride) Encode(values[i], features.Slice(at, width));
    }

    /// <summary>Writes the features of many raw values column by column.</summary>
    /// <param name="values">The raw values.</param>
    /// <param name="columns">Receives feature after feature, <paramref name="stride"/> apart.</param>
    /// <param name="stride">At least the number of values.</param>
    /// <param name="scratch">As many numbers as there are values, times <see cref="Width"/>.</param>
    public virtual void EncodeColumns(ReadOnlySpan<double> values, Span<float> columns, int stride, Span<double> scratch)
    {
        var width = Width;
        EncodeColumn(values, scratch, width);
        for (var feature = 0; feature < width; feature++)
        {
            var column = columns.Slice(feature * stride, values.Length);
            for (int i = 0, at = feature; i < column.Length; i++, at += width) column[i] = (float)scratch[at];
        }
    }

    /// <summary>Whether the value may be written: an infinite number has no place on any scale.</summary>
    public virtual bool MustBeFinite => false;
}
