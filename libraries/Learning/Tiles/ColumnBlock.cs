using System.Numerics.Tensors;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Tiles;

/// <summary>A block of a table's rows, encoded column by column. Keeps its work space; one thread at a time.</summary>
internal sealed class ColumnBlock
{
    /// <summary>The most rows, and how far columns lie apart.</summary>
    public const int Rows = 512;

    /// <summary>The largest number whose square, times any number of columns, a 32-bit float still holds.</summary>
    private const float Largest = 1e16f;

    private readonly FeatureEncoding encoding;
    private readonly TableRows rows;
    private readonly double[] raw = new double[Rows];
    private readonly double[] scratch;
    private readonly float[] columns;

    public ColumnBlock(FeatureEncoding encoding, TableRows rows)
    {
        this.encoding = encoding;
        this.rows = rows;
        scratch = new double[Rows * encoding.Encoders.Max(encoder => Math.Max(1, encoder.Width))];
        columns = new float[Rows * encoding.FeatureCount];
    }

    /// <summary>Encodes the rows from one to before another.</summary>
    /// <returns>Feature × <see cref="Rows"/>; what lies beyond the rows asked for is undefined.</returns>
    public ReadOnlySpan<float> Fill(int first, int end)
    {
        var values = raw.AsSpan(0, end - first);
        for (var input = 0; input < encoding.Inputs.Count; input++)
        {
            var encoder = encoding.Encoders[input];
            rows.CopyColumn(input, first, values);
            if (encoder.MustBeFinite) NumberFit.RefuseInfinity(encoder.Input.Name, values, first);
            if (encoder.Width == 0) continue;
            var own = columns.AsSpan(encoding.FirstFeature(input) * Rows, encoder.Width * Rows);
            encoder.EncodeColumns(values, own, Rows, scratch);
            for (var start = 0; encoder.MustBeFinite && start < own.Length; start += Rows) RefuseHuge(encoder.Input.Name, own.Slice(start, values.Length));
        }

        return columns;
    }

    private static void RefuseHuge(string name, ReadOnlySpan<float> values)
    {
        if (!(TensorPrimitives.MaxMagnitude(values) <= Largest)) throw new LearningException($"Column '{name}' holds numbers too large for distances between rows; scale it, or set normalize_data.");
    }
}
