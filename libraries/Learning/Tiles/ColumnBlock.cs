using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Tiles;

/// <summary>A block of a table's rows, encoded column by column. Keeps its work space; one thread at a time.</summary>
internal sealed class ColumnBlock
{
    /// <summary>The most rows, and how far columns lie apart.</summary>
    public const int Rows = 512;

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
            if (encoder.Width > 0) encoder.EncodeColumns(values, columns.AsSpan(encoding.FirstFeature(input) * Rows), Rows, scratch);
        }

        return columns;
    }
}
