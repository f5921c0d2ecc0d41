namespace MlPlatform.Trust.Drift.Distributions;

/// <summary>The distribution of Kolmogorov's distance D_n between n values and the distribution that they come from.</summary>
/// <remarks>
/// After Simard and L'Ecuyer (2011), "Computing the two-sided Kolmogorov-Smirnov distribution": exact for n ≤ 140 (Durbin's matrix, or twice the
/// one-sided tail, which is exact to 10⁻¹² there), beyond that by the one-sided tail where it is small and by Pelz and Good's expansion
/// elsewhere (relative error below 10⁻⁵).
/// </remarks>
internal static class OneSampleKolmogorov
{
    private const int MostExact = 140;

    /// <summary>P(D_n ≥ d).</summary>
    public static double Tail(long n, double d)
    {
        if (d >= 1) return 0;
        var scaled = n * d;
        if (scaled <= 0.5) return 1;
        if (scaled <= 1) return 1 - LeastSteps(n, scaled);
        if (scaled >= n - 1) return Math.Min(1, 2 * Math.Pow(1 - d, n));
        if (d >= 0.5) return Math.Min(1, 2 * OneSided(n, d));

        var square = scaled * d;
        if (n <= MostExact) return square > 4 ? 2 * OneSided(n, d) : 1 - DurbinMatrix.Probability((int)n, d);
        if (square >= 370) return 0;
        if (square >= 2.2) return Math.Min(1, 2 * OneSided(n, d));
        return Math.Clamp(n <= 100_000 && n * Math.Pow(d, 1.5) <= 1.4 ? 1 - DurbinMatrix.Probability((int)n, d) : 1 - PelzGood(n, d), 0, 1);
    }

    /// <summary>P(D_n &lt; d) = n! (2d − 1/n)^n for ½ ≤ nd ≤ 1.</summary>
    private static double LeastSteps(long n, double scaled) =>
        Math.Exp(SpecialFunctions.LogGamma(n + 1) - (n * Math.Log(n)) + (n * Math.Log((2 * scaled) - 1)));

    /// <summary>Smirnov's tail of the one-sided distance: d Σ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j); for many values by its expansion.</summary>
    internal static double OneSided(long n, double d)
    {
        const int mostTerms = 100_000;
        if (n > mostTerms) return Math.Exp(-Square((6 * n * d) + 1) / (18.0 * n));
        var (sum, logBinomial) = (0.0, 0.0);
        var last = (long)Math.Floor(n * (1 - d));
        for (var j = 0L; j <= last; j++)
        {
            var at = d + ((double)j / n);
            if (at < 1) sum += Math.Exp(logBinomial + ((j - 1) * Math.Log(at)) + ((n - j) * Log1P(-at)));
            logBinomial += Math.Log((double)(n - j) / (j + 1));
        }

        return Math.Min(1, d * sum);
    }

    /// <summary>P(D_n &lt; d) ≈ K0(z) + K1(z) / √n + K2(z) / n + K3(z) / n^1.5 with z = d √n, each K a theta series (Pelz and Good, 1976).</summary>
    private static double PelzGood(long n, double d)
    {
        double z = Math.Sqrt(n) * d, z2 = z * z, z4 = z2 * z2, z6 = z4 * z2, pi2 = Math.PI * Math.PI, pi4 = pi2 * pi2;
        double k0 = 0, k1 = 0, k2 = 0, k3 = 0, extra2 = 0, extra3 = 0;
        var terms = (int)Math.Ceiling(16 * z / Math.PI);
        for (var k = terms; k >= 1; k--)
        {
            double m2 = Square((2 * k) - 1), m4 = m2 * m2;
            var weight = Math.Exp(-m2 * pi2 / (8 * z2));
            k0 += weight;
            k1 += weight * (-z2 + (m2 * pi2 / 4));
            k2 += weight * ((6 * z6) + (2 * z4) + (((2 * z4) - (5 * z2)) * pi2 * m2 / 4) + (pi4 * (1 - (2 * z2)) * m4 / 16));
            k3 += weight * ((-30 * z6) - (90 * z4 * z4) + (pi2 * ((135 * z4) - (96 * z6)) * m2 / 4)
                + (pi4 * ((212 * z4) - (60 * z2)) * m4 / 16) + (pi4 * pi2 * (5 - (30 * z2)) * m4 * m2 / 64));
            var tail = Math.Exp(-k * (double)k * pi2 / (2 * z2)) * k * k;
            extra2 += tail;
            extra3 += tail * ((3 * z2) - (pi2 * k * k));
        }

        var root = Math.Sqrt(2 * Math.PI);
        k0 *= root / z;
        k1 *= root / (6 * z4);
        k2 = (k2 * root / (72 * z6 * z)) - (extra2 * pi2 * root / (36 * z2 * z));
        k3 = (k3 * root / (6480 * z6 * z4)) + (extra3 * pi2 * root / (216 * z6));
        return k0 + (k1 / Math.Sqrt(n)) + (k2 / n) + (k3 / (n * Math.Sqrt(n)));
    }

    /// <summary>ln(1 + x), also for tiny x.</summary>
    private static double Log1P(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static double Square(double value) => value * value;
}
