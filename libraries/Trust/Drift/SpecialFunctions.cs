namespace MlPlatform.Trust.Drift;

/// <summary>The tails of distributions that the tests need.</summary>
public static class SpecialFunctions
{
    private const int MostTerms = 1000;
    private const double Precision = 1e-15;

    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
        -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>P(X ≥ x) for X chi-square with these degrees of freedom.</summary>
    public static double ChiSquareTail(double x, double degrees) => x <= 0 ? 1 : UpperGamma(degrees / 2, x / 2);

    /// <summary>P(|Z| ≥ z) for Z standard normal.</summary>
    public static double NormalTwoSidedTail(double z) => ChiSquareTail(z * z, 1);

    /// <summary>ln Γ(x) for x &gt; 0, by Lanczos' series (g = 7, nine terms), to about 15 digits.</summary>
    public static double LogGamma(double x)
    {
        if (x < 0.5) return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x--;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++) sum += Lanczos[i] / (x + i);
        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>The regularized upper incomplete gamma function Q(a, x): a series below a + 1, a continued fraction above.</summary>
    private static double UpperGamma(double a, double x) => Math.Clamp(x < a + 1 ? 1 - Series(a, x) : Fraction(a, x), 0, 1);

    private static double Series(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (var n = 1; n < MostTerms && Math.Abs(term) > Math.Abs(sum) * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum * Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
    }

    /// <summary>Lentz's method.</summary>
    private static double Fraction(double a, double x)
    {
        const double tiny = 1e-300;
        double b = x + 1 - a, c = 1 / tiny, d = 1 / b, h = d;
        for (var n = 1; n < MostTerms; n++)
        {
            var an = -n * (n - a);
            b += 2;
            d = 1 / NotZero((an * d) + b);
            c = NotZero(b + (an / c));
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < Precision) break;
        }

        return h * Math.Exp((a * Math.Log(x)) - x - LogGamma(a));

        static double NotZero(double value) => Math.Abs(value) < tiny ? tiny : value;
    }
}
