namespace MlPlatform.Trust.Drift.Distributions;

/// <summary>The limiting distribution of the Cramér-von Mises statistic.</summary>
/// <remarks>
/// Csörgő and Faraway (1996), equation 1.2: P(T ≤ x) = Σ Γ(k + ½) / (k! π^1.5 √x) √(4k + 1) e^(−q) K_¼(q), q = (4k + 1)² / (16 x). Terms are added
/// until one is below 10⁻⁷, as scipy does.
/// </remarks>
internal static class CramerVonMisesLimit
{
    private const double LeastTerm = 1e-7;

    /// <summary>P(T ≥ x).</summary>
    public static double Tail(double x)
    {
        if (x < 0.003) return 1;
        var (sum, term) = (0.0, 1.0);
        for (var k = 0; Math.Abs(term) >= LeastTerm; k++)
        {
            double y = (4 * k) + 1, q = y * y / (16 * x);
            var factor = Math.Exp(SpecialFunctions.LogGamma(k + 0.5) - SpecialFunctions.LogGamma(k + 1.0)) / (Math.Pow(Math.PI, 1.5) * Math.Sqrt(x));
            term = factor * Math.Sqrt(y) * Math.Exp(-q) * BesselKQuarter(q);
            sum += term;
        }

        return Math.Max(0, 1 - sum);
    }

    /// <summary>K_¼(x) = ∫ e^(−x cosh t) cosh(t / 4) dt from 0 on, by the trapezoidal rule, which converges faster than any power here.</summary>
    internal static double BesselKQuarter(double x)
    {
        const double step = 1.0 / 32;
        var sum = Math.Exp(-x) / 2;
        for (var i = 1; ; i++)
        {
            var t = i * step;
            var term = Math.Exp(-x * Math.Cosh(t)) * Math.Cosh(t / 4);
            sum += term;
            if (term <= sum * 1e-17) return sum * step;
        }
    }
}
