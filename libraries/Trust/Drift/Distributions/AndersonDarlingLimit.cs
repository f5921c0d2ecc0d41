namespace MlPlatform.Trust.Drift.Distributions;

/// <summary>The null distribution of the two-sample Anderson-Darling statistic (Scholz and Stephens 1987, "K-sample Anderson-Darling tests").</summary>
internal static class AndersonDarlingLimit
{
    /// <summary>Beyond these the table ends; a p-value is no larger and no smaller.</summary>
    public const double GreatestPValue = 0.25, LeastPValue = 0.001;

    /// <summary>The statistics of a p-value of <see cref="GreatestPValue"/> and of <see cref="LeastPValue"/> for two samples.</summary>
    private const double LeastCritical = 0.325, GreatestCritical = 6.546;

    private const double Euler = 0.57721566490153286;

    /// <summary>(A² − 1) / σ_N, its deviation by equation 4 of the paper.</summary>
    public static double Standardize(double statistic, double first, double second)
    {
        var n = first + second;
        var inverses = (1 / first) + (1 / second);
        var (h, g) = Harmonics((long)n);
        var a = (4 * g) - 6 + ((10 - (6 * g)) * inverses);
        var b = (((2 * g) - 4) * 4) + (16 * h) + (((2 * g) - (14 * h) - 4) * inverses) - (8 * h) + (4 * g) - 6;
        var c = (((6 * h) + (2 * g) - 2) * 4) + (((4 * h) - (4 * g) + 6) * 2) + (((2 * h) - 6) * inverses) + (4 * h);
        var d = (((2 * h) + 6) * 4) - (8 * h);
        var variance = ((a * n * n * n) + (b * n * n) + (c * n) + d) / ((n - 1) * (n - 2) * (n - 3));
        return (statistic - 1) / Math.Sqrt(variance);
    }

    /// <summary>ln p by the least-squares parabola through the paper's table, as scipy does; its ends where the statistic lies outside the table.</summary>
    public static double Tail(double standardized) => standardized < LeastCritical ? GreatestPValue
        : standardized > GreatestCritical ? LeastPValue
        : Math.Exp((((0.01819809457411139 * standardized) - 1.008226564465251) * standardized) - 1.0777702798204876);

    /// <summary>h = Σ 1/i and g = Σ_i Σ_(j&gt;i) 1 / ((N − i) j) over i &lt; j &lt; N.</summary>
    internal static (double H, double G) Harmonics(long n)
    {
        const long mostSummed = 100_000;
        if (n > mostSummed) return (HarmonicNumber(n - 1), LargeG(n));
        double h = 0, g = 0;
        for (var j = 2L; j < n; j++)
        {
            h += 1.0 / (n - j + 1);
            g += h / j;
        }

        return (h + 1, g);
    }

    /// <summary>H_n ≈ ln n + γ + 1/(2n) − 1/(12n²).</summary>
    private static double HarmonicNumber(double n) => Math.Log(n) + Euler + (1 / (2 * n)) - (1 / (12 * n * n));

    /// <summary>g ≈ π²/6 − (2 ln N + 2γ + 1) / N; what is left is below 10⁻⁹ where this is used.</summary>
    private static double LargeG(double n) => (Math.PI * Math.PI / 6) - (((2 * Math.Log(n)) + (2 * Euler) + 1) / n);
}
