namespace MlPlatform.Trust.Bias;

/// <summary>What a model sees, without facets and labels: row-major numbers, scaled as the caller thinks distances should be.</summary>
/// <param name="Values">Finite numbers.</param>
/// <param name="Width">Values per row.</param>
public sealed record FeatureRows(double[] Values, int Width)
{
    public int Count => Width == 0 ? 0 : Values.Length / Width;

    internal void Require(int rows)
    {
        if (Width <= 0 || Values.Length % Width != 0 || Count != rows) throw new ArgumentException($"{Values.Length} values are not {rows} rows of {Width}.");
        var wrong = Array.FindIndex(Values, value => !double.IsFinite(value));
        if (wrong >= 0) throw new TrustException($"Value {(wrong % Width) + 1} of row {(wrong / Width) + 1} is {Values[wrong]}; distances need finite numbers.");
    }

    internal double[] Take(ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length * Width];
        for (var i = 0; i < rows.Length; i++) Values.AsSpan(rows[i] * Width, Width).CopyTo(taken.AsSpan(i * Width));
        return taken;
    }
}
