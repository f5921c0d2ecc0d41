using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>Reads the values of a feature from a row on until the target is full.</summary>
internal delegate void ValueReader(int start, Span<double> target);

/// <summary>Learns how a number is imputed and scaled.</summary>
internal static class NumberFit
{
    private const int RowsPerBlock = 4096;
    private const double SmallestRelativeDeviation = 1e-12;

    public static (NumberScale Scale, bool HasMissing) Fit(string name, ValueReader read, double[] weights, EncodingOptions options)
    {
        var sorted = options.Scaling == Scaling.Robust || options.Imputation is Imputation.Median or Imputation.MostFrequent;
        var all = sorted ? new double[weights.Length] : [];
        var block = new double[Math.Min(RowsPerBlock, weights.Length)];
        var moments = new Moments();
        for (var start = 0; start < weights.Length; start += RowsPerBlock)
        {
            var values = block.AsSpan(0, Math.Min(RowsPerBlock, weights.Length - start));
            read(start, values);
            RefuseInfinity(name, values, start);
            moments.Add(values, weights.AsSpan(start, values.Length));
            if (sorted) values.CopyTo(all.AsSpan(start));
        }

        if (!double.IsFinite(moments.Mean) || !double.IsFinite(moments.Deviation)) throw new LearningException($"Column '{name}' holds numbers too large to be scaled.");
        return (Scale(moments, sorted ? new SortedValues(all, weights) : null, options), moments.HasMissing);
    }

    /// <summary>Throws where a value is infinite, naming column and row.</summary>
    public static void RefuseInfinity(string name, ReadOnlySpan<double> values, int start)
    {
        var index = MemoryMarshal.Cast<double, long>(values).IndexOfAny(
            BitConverter.DoubleToInt64Bits(double.PositiveInfinity), BitConverter.DoubleToInt64Bits(double.NegativeInfinity));
        if (index >= 0) throw new LearningException($"Column '{name}' is infinite in row {start + index + 1}; numbers must be finite.");
    }

    private static NumberScale Scale(in Moments moments, SortedValues? sorted, EncodingOptions options)
    {
        var fill = options.Imputation switch
        {
            Imputation.Median => sorted!.Quantile(0.5),
            Imputation.MostFrequent => sorted!.MostFrequent(),
            Imputation.Constant => options.Constant,
            _ => moments.Mean,
        };
        var deviation = moments.Deviation > SmallestRelativeDeviation * Math.Abs(moments.Mean) ? moments.Deviation : 0;
        var (center, width) = options.Scaling switch
        {
            Scaling.None => (0, 1),
            Scaling.Center => (moments.Mean, deviation > 0 ? 1 : 0),
            Scaling.MinMax => (moments.Total > 0 ? moments.Minimum : 0, deviation > 0 ? moments.Maximum - moments.Minimum : 0),
            Scaling.Robust => (sorted!.Quantile(0.5), QuartileDistance(sorted, deviation)),
            _ => (moments.Mean, deviation),
        };
        var factor = width > 0 ? 1 / width : 0;
        return new NumberScale(center, factor, (fill - center) * factor);
    }

    private static double QuartileDistance(SortedValues sorted, double deviation) =>
        sorted.Quantile(0.75) - sorted.Quantile(0.25) is var distance and > 0 ? distance : deviation;
}
