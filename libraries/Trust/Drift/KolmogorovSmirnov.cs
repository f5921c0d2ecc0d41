using MlPlatform.Tables.Profiles;
using MlPlatform.Trust.Drift.Distributions;

namespace MlPlatform.Trust.Drift;

/// <summary>The two-sample Kolmogorov-Smirnov test: D = max |F(x) − G(x)|, the largest difference between two empirical distribution functions.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>With both samples up to this size <see cref="PValueMethod.Automatic"/> is exact, as in scipy.</summary>
    public const int MostExact = 10_000;

    /// <summary>A p-value below about e to the minus this, 10⁻²⁰, is not counted out: its wide band would take the longest.</summary>
    private const double MostExactExponent = 46;

    /// <summary>Two raw samples, each sorted ascending. Ties advance together: the functions are compared between values, never in the middle of a jump.</summary>
    public static TestResult Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second, PValueMethod method = PValueMethod.Automatic) =>
        Result(SortedPair.Measure(first, second), method);

    /// <summary>Two samples counted into the same buckets, seen at the edges: never more than the distance of the raw samples.</summary>
    public static TestResult Compare(Buckets first, Buckets second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Counts.Length, first.Counts.Length, nameof(second));
        double n = first.Total, m = second.Total, below = 0, belowSecond = 0, largest = 0;
        if (n == 0 || m == 0) throw new ArgumentException("Both samples must have rows.", nameof(second));
        for (var i = 0; i < first.Counts.Length; i++)
        {
            below += first.Counts[i] / n;
            belowSecond += second.Counts[i] / m;
            largest = Math.Max(largest, Math.Abs(below - belowSecond));
        }

        return new TestResult(largest, PValue(largest, n, m));
    }

    /// <summary>Two quantile sketches, seen at their items: how Model Monitor compares numbers with its baseline's KLL sketch.</summary>
    /// <remarks>
    /// Each sketch's distribution function is off by its rank error (1.65 % of its count in 99 of 100 sketches of the default size), so the
    /// distance is off by no more than the sum of both; 0 where the sketches still hold every value.
    /// </remarks>
    public static TestResult Compare(QuantileSketch first, QuantileSketch second)
    {
        if (first.Count == 0 || second.Count == 0) throw new ArgumentException("Both samples must have rows.", nameof(second));
        var ((values, weights), (others, otherWeights)) = (first.Items(), second.Items());
        double below = 0, belowOther = 0, largest = 0;
        for (int i = 0, j = 0; i < values.Length && j < others.Length;)
        {
            var value = Math.Min(values[i], others[j]);
            for (; i < values.Length && values[i] == value; i++) below += weights[i];
            for (; j < others.Length && others[j] == value; j++) belowOther += otherWeights[j];
            largest = Math.Max(largest, Math.Abs((below / first.Count) - (belowOther / second.Count)));
        }

        return new TestResult(largest, PValue(largest, first.Count, second.Count));
    }

    /// <summary>P(D ≥ distance) for large samples: the one-sample distribution at n m / (n + m) values, rounded to a whole number, as scipy does.</summary>
    public static double PValue(double distance, double firstCount, double secondCount) =>
        OneSampleKolmogorov.Tail((long)Math.Round(firstCount * secondCount / (firstCount + secondCount)), distance);

    internal static TestResult Result(SortedPair pair, PValueMethod method)
    {
        var distance = (double)pair.LargestCross / pair.First / pair.Second;
        return new TestResult(distance, IsExact(pair, distance, method) ? Exact(pair) : PValue(distance, pair.First, pair.Second));
    }

    private static bool IsExact(SortedPair pair, double distance, PValueMethod method)
    {
        if (method != PValueMethod.Automatic) return method == PValueMethod.Exact;
        var effective = (double)pair.First * pair.Second / ((double)pair.First + pair.Second);
        return Math.Max(pair.First, pair.Second) <= MostExact && 2 * effective * distance * distance < MostExactExponent;
    }

    private static double Exact(SortedPair pair)
    {
        var divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(pair.First, pair.Second);
        return LatticePaths.Tail(pair.First, pair.Second, pair.LargestCross / divisor);
    }
}

/// <summary>How a p-value is found.</summary>
public enum PValueMethod
{
    /// <summary>Exact for small samples.</summary>
    Automatic,

    /// <summary>By counting; the time grows with the product of the sample sizes.</summary>
    Exact,

    /// <summary>By the limiting distribution.</summary>
    Asymptotic,
}
