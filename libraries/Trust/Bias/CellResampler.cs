using MlPlatform.Tables;

namespace MlPlatform.Trust.Bias;

/// <summary>Draws what the cells of a table would be had its rows been drawn with replacement.</summary>
internal static class CellResampler
{
    /// <summary>Weights whose relative variance is below this count as equal.</summary>
    private const double SameWeight = 1e-12;

    public static double[] Draw(in OutcomeCounter.Tallies tallies, SeededRandom random)
    {
        var drawn = new double[tallies.Counts.Length];
        Multinomial((long)Math.Round(tallies.Counts.Sum()), tallies.Counts, random, drawn);
        if (tallies.Weights is null) return drawn;
        for (var cell = 0; cell < drawn.Length; cell++)
        {
            if (drawn[cell] > 0) drawn[cell] = Weight(drawn[cell], tallies.Counts[cell], tallies.Weights[cell], tallies.Squares![cell], random);
        }

        return drawn;
    }

    /// <summary>Rows dealt to cells in proportion to their shares: each cell binomial, given those before it.</summary>
    public static void Multinomial(long rows, ReadOnlySpan<double> shares, SeededRandom random, Span<double> drawn)
    {
        var left = 0.0;
        foreach (var share in shares) left += share;
        var last = shares.LastIndexOfAnyExcept(0.0);
        for (var cell = 0; cell <= last && rows > 0; cell++)
        {
            if (shares[cell] == 0) continue;
            var taken = cell == last ? rows : Binomial.Draw(rows, shares[cell] / left, random);
            drawn[cell] = taken;
            rows -= taken;
            left -= shares[cell];
        }
    }

    /// <summary>The total weight of draws among a cell's rows, whose weights add up to <paramref name="sum"/> and their squares to <paramref name="squares"/>.</summary>
    private static double Weight(double draws, double rows, double sum, double squares, SeededRandom random)
    {
        var mean = sum / rows;
        var variance = (squares / rows) - (mean * mean);
        if (variance <= SameWeight * mean * mean) return draws * mean;
        return Gamma(draws * mean * mean / variance, random) * variance / mean;
    }

    /// <summary>Gamma of this shape and scale 1 (Marsaglia and Tsang 2000).</summary>
    private static double Gamma(double shape, SeededRandom random)
    {
        if (shape < 1) return Gamma(shape + 1, random) * Math.Pow(random.NextDouble(), 1 / shape);
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextNormal();
            var v = 1 + (c * x);
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }
}
