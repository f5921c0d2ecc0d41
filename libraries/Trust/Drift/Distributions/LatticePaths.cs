namespace MlPlatform.Trust.Drift.Distributions;

/// <summary>The exact distribution of the two-sample Kolmogorov-Smirnov distance, by counting lattice paths.</summary>
/// <remarks>
/// An order of the pooled sample is a path from (0, 0) to (n, m); under the hypothesis all are equally likely. The share of those paths to
/// (i, j) that left the band |i/n − j/m| &lt; d is 1 outside it and (i s(i−1, j) + j s(i, j−1)) / (i + j) inside: only positive terms, so no digits
/// cancel (Viehmann 2021, "Numerically more stable computation of the p-values for the two-sample Kolmogorov-Smirnov test").
/// </remarks>
internal static class LatticePaths
{
    /// <summary>P(D ≥ d) where d · n · m / gcd is the whole number <paramref name="steps"/>; time is the area of the band.</summary>
    public static double Tail(int n, int m, long steps)
    {
        if (steps <= 0) return 1;
        var divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(n, m);
        long across = m / divisor, along = n / divisor;
        var left = new double[m + 1];
        Array.Fill(left, 1.0);
        var lowBefore = 0;
        for (var i = 0; i <= n; i++)
        {
            // The band holds j with |i · across − j · along| < steps.
            var low = (int)Math.Max(0, FloorDivide((i * across) - steps, along) + 1);
            var high = (int)Math.Min(m, CeilingDivide((i * across) + steps, along) - 1);
            for (var j = lowBefore; j < Math.Min(low, m + 1); j++) left[j] = 1;
            for (var j = low; j <= high; j++)
            {
                if (j > 0) left[j] = i == 0 ? left[j - 1] : ((i * left[j]) + (j * left[j - 1])) / (i + j);
                else if (i == 0) left[0] = 0;
            }

            lowBefore = low;
        }

        return left[m];
    }

    private static long FloorDivide(long value, long divisor) => (value >= 0 ? value : value - divisor + 1) / divisor;

    private static long CeilingDivide(long value, long divisor) => -FloorDivide(-value, divisor);
}
