using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>Rows of nothing but numbers without indicators: imputed and scaled side by side, with the bits that each encoder gives alone.</summary>
internal sealed class NumberRow
{
    private const int Block = 128;

    private readonly double[] centers;
    private readonly double[] factors;
    private readonly double[] fillers;

    private NumberRow(NumberScale[] scales)
    {
        centers = Array.ConvertAll(scales, scale => scale.Center);
        factors = Array.ConvertAll(scales, scale => scale.Factor);
        fillers = Array.ConvertAll(scales, scale => scale.Filled);
    }

    /// <summary>Null where a column is something else.</summary>
    public static NumberRow? Of(IReadOnlyList<ColumnEncoder> encoders) => encoders.All(encoder => encoder is NumberEncoder { HasIndicator: false })
        ? new NumberRow([.. encoders.Cast<NumberEncoder>().Select(encoder => encoder.Scale)])
        : null;

    public void Encode(ReadOnlySpan<double> row, Span<float> features)
    {
        Span<double> wide = stackalloc double[Math.Min(Block, row.Length)];
        for (var start = 0; start < row.Length; start += Block)
        {
            var part = wide[..Math.Min(Block, row.Length - start)];
            EncodeFrom(start, row.Slice(start, part.Length), part);
            TensorPrimitives.ConvertTruncating<double, float>(part, features[start..]);
        }
    }

    private void EncodeFrom(int start, ReadOnlySpan<double> row, Span<double> features)
    {
        var center = centers.AsSpan(start, row.Length);
        var factor = factors.AsSpan(start, row.Length);
        var filler = fillers.AsSpan(start, row.Length);
        var i = 0;
        for (; i + Vector256<double>.Count <= row.Length; i += Vector256<double>.Count)
        {
            var value = Vector256.Create(row[i..]);
            var scaled = (value - Vector256.Create<double>(center[i..])) * Vector256.Create<double>(factor[i..]);
            Vector256.ConditionalSelect(Vector256.Equals(value, value), scaled, Vector256.Create<double>(filler[i..])).CopyTo(features[i..]);
        }

        for (; i < row.Length; i++) features[i] = double.IsNaN(row[i]) ? filler[i] : (row[i] - center[i]) * factor[i];
    }
}
