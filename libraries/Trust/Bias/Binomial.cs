using MlPlatform.Tables;

namespace MlPlatform.Trust.Bias;

/// <summary>Exact draws from binomial distributions.</summary>
/// <remarks>
/// Below an expectation of 10 by inversion (walking up the probabilities), above by transformed rejection with a squeeze, BTRS of
/// Hörmann, "The generation of binomial random variates" (1993): some 1.2 tries each, whatever n.
/// </remarks>
internal static class Binomial
{
    private const double SmallExpectation = 10;

    /// <summary>ln k! less Stirling's formula, for k = 0..9.</summary>
    private static readonly double[] StirlingError =
    [
        0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.0207906721037650, 0.0166446911898211,
        0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.0092554621827127, 0.0083305634333592,
    ];

    /// <summary>How many of n independent trials succeed, each with probability p.</summary>
    public static long Draw(long n, double p, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (p <= 0 || n == 0) return 0;
        if (p >= 1) return n;
        if (p > 0.5) return n - Draw(n, 1 - p, random);
        return n * p < SmallExpectation ? Invert(n, p, random) : Reject(n, p, random);
    }

    private static long Invert(long n, double p, SeededRandom random)
    {
        var odds = p / (1 - p);
        var none = Math.Exp(n * Math.Log(1 - p));
        while (true)
        {
            var (left, probability) = (random.NextDouble(), none);
            for (var k = 0L; k <= n; k++)
            {
                if (left <= probability) return k;
                left -= probability;
                probability *= odds * (n - k) / (k + 1);
                if (probability < 1e-300) break;
            }
        }
    }

    private static long Reject(long n, double p, SeededRandom random)
    {
        var deviation = Math.Sqrt(n * p * (1 - p));
        var b = 1.15 + (2.53 * deviation);
        var a = -0.0873 + (0.0248 * b) + (0.01 * p);
        var center = (n * p) + 0.5;
        var squeeze = 0.92 - (4.2 / b);
        var alpha = (2.83 + (5.1 / b)) * deviation;
        var mode = Math.Floor((n + 1) * p);
        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = 1 - random.NextDouble();
            var distance = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / distance) + b) * u) + center);
            if (distance >= 0.07 && v <= squeeze) return (long)k;
            if (k < 0 || k > n) continue;
            if (Math.Log(v * alpha / ((a / (distance * distance)) + b)) <= LogRatio(k, mode, n, p)) return (long)k;
        }
    }

    /// <summary>ln of the probability of k less that of the mode.</summary>
    private static double LogRatio(double k, double mode, double n, double p)
    {
        var odds = p / (1 - p);
        return ((mode + 0.5) * Math.Log((mode + 1) / (odds * (n - mode + 1))))
            + ((n + 1) * Math.Log((n - mode + 1) / (n - k + 1)))
            + ((k + 0.5) * Math.Log(odds * (n - k + 1) / (k + 1)))
            + Error(mode) + Error(n - mode) - Error(k) - Error(n - k);
    }

    private static double Error(double k)
    {
        if (k < StirlingError.Length) return StirlingError[(int)k];
        var square = (k + 1) * (k + 1);
        return ((1.0 / 12) - (((1.0 / 360) - (1.0 / 1260 / square)) / square)) / (k + 1);
    }
}
