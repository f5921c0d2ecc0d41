namespace MlPlatform.Trust.Drift.Distributions;

/// <summary>How many of a sample drawn without replacement are of a kind.</summary>
internal static class Hypergeometric
{
    /// <summary>Counts as probable as the observed one, but for rounding, belong to the tail.</summary>
    private const double Slack = 1 + 1e-7;

    /// <summary>The probability of a count no more probable than the observed one: Fisher's two-sided test.</summary>
    /// <param name="observed">How many drawn are of the kind.</param>
    /// <param name="drawn">How many are drawn.</param>
    /// <param name="ofKind">How many of all are of the kind.</param>
    /// <param name="all">How many there are.</param>
    public static double TwoSided(long observed, long drawn, long ofKind, long all)
    {
        long least = Math.Max(0, drawn + ofKind - all), most = Math.Min(drawn, ofKind);
        var logObserved = LogProbability(observed, drawn, ofKind, all);
        double ratio = 1, tail = 1, rest = 0;
        for (var k = observed; k < most; k++)
        {
            ratio *= (double)(ofKind - k) * (drawn - k) / ((double)(k + 1) * (all - ofKind - drawn + k + 1));
            Count(ratio);
            if (ratio == 0) break;
        }

        ratio = 1;
        for (var k = observed; k > least; k--)
        {
            ratio *= (double)k * (all - ofKind - drawn + k) / ((double)(ofKind - k + 1) * (drawn - k + 1));
            Count(ratio);
            if (ratio == 0) break;
        }

        // Where the sum of all ratios is finite it is the inverse of the observed probability, exact to the last digits.
        return double.IsFinite(tail + rest) ? tail / (tail + rest) : Math.Min(1, tail * Math.Exp(logObserved));

        void Count(double probability)
        {
            if (probability <= Slack) tail += probability;
            else rest += probability;
        }
    }

    private static double LogProbability(long k, long drawn, long ofKind, long all) =>
        LogChoose(ofKind, k) + LogChoose(all - ofKind, drawn - k) - LogChoose(all, drawn);

    private static double LogChoose(long n, long k) =>
        SpecialFunctions.LogGamma(n + 1.0) - SpecialFunctions.LogGamma(k + 1.0) - SpecialFunctions.LogGamma(n - k + 1.0);
}
