using System.Text.Json;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Samples by the formula that Make/samples.py states.</summary>
internal static class DrawnSample
{
    /// <summary>Numbers as they stand in "values", or drawn by "seed", "count", "scale", "shift", "levels" and "square".</summary>
    public static double[] Read(JsonElement sample)
    {
        if (sample.TryGetProperty("values", out _)) return sample.Numbers("values");
        var (scale, shift) = (sample.GetProperty("scale").GetDouble(), sample.GetProperty("shift").GetDouble());
        var (levels, square) = (sample.GetProperty("levels").GetInt32(), sample.GetProperty("square").GetBoolean());
        return Array.ConvertAll(Uniform(sample), uniform =>
        {
            var value = square ? uniform * uniform : uniform;
            return shift + (scale * (levels > 0 ? Math.Floor(value * levels) : value));
        });
    }

    public static double[] Uniform(JsonElement sample)
    {
        const long modulus = 1L << 31;
        var state = sample.GetProperty("seed").GetInt64();
        var values = new double[sample.GetProperty("count").GetInt32()];
        for (var i = 0; i < values.Length; i++)
        {
            state = ((1103515245 * state) + 12345) % modulus;
            values[i] = (double)state / modulus;
        }

        return values;
    }
}
