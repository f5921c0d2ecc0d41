using MlPlatform.Tables;

namespace MlPlatform.Trust.Tests.Explanations;

/// <summary>A model of two outputs that mixes all features: a wave over a weighted sum plus the positive part of Σ x_i x_{i+1}, and that sum alone.</summary>
internal static class WaveModel
{
    public static Scorer Of(int width) => new([.. Enumerable.Range(0, width).Select(i => $"f{i}")], 2, (rows, scores) =>
    {
        for (var row = 0; row < rows.Length / width; row++)
        {
            var x = rows.Slice(row * width, width);
            double sum = 0, product = 0;
            for (var i = 0; i < width; i++)
            {
                sum += (i + 1.0) / width * x[i];
                product += x[i] * x[(i + 1) % width];
            }

            scores[2 * row] = Math.Sin(sum) + Math.Max(0, product);
            scores[(2 * row) + 1] = product;
        }
    });

    public static double[] Normal(ulong seed, int count)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
    }
}
