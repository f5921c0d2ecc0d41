namespace MlPlatform.Trust;

/// <summary>Distances between two discrete distributions given as shares that sum to one, over the same values in the same order.</summary>
public static class Distances
{
    /// <summary>Σ p ln(p / q), with 0 ln 0 = 0; positive infinity where q is zero and p is not.</summary>
    public static double KullbackLeibler(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Require(p, q);
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            if (p[i] > 0) sum += p[i] * Math.Log(p[i] / q[i]);
        }

        return sum;
    }

    /// <summary>½ KL(p ‖ m) + ½ KL(q ‖ m) with m = ½ (p + q); natural logarithm, so at most ln 2.</summary>
    public static double JensenShannon(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Require(p, q);
        var middle = new double[p.Length];
        for (var i = 0; i < p.Length; i++) middle[i] = (p[i] + q[i]) / 2;
        return (KullbackLeibler(p, middle) + KullbackLeibler(q, middle)) / 2;
    }

    /// <summary>½ Σ |p − q|.</summary>
    public static double TotalVariation(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Require(p, q);
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++) sum += Math.Abs(p[i] - q[i]);
        return sum / 2;
    }

    /// <summary>√(1 − Σ √(p q)), at most 1.</summary>
    public static double Hellinger(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Require(p, q);
        var overlap = 0.0;
        for (var i = 0; i < p.Length; i++) overlap += Math.Sqrt(p[i] * q[i]);
        return Math.Sqrt(1 - Math.Clamp(overlap, 0, 1));
    }

    /// <summary>The root of <see cref="JensenShannon"/>, a metric; natural logarithm, so at most √(ln 2).</summary>
    public static double JensenShannonDistance(ReadOnlySpan<double> p, ReadOnlySpan<double> q) => Math.Sqrt(Math.Max(0, JensenShannon(p, q)));

    /// <summary>(Σ |p − q|²)^½.</summary>
    public static double Euclidean(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Require(p, q);
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++) sum += (p[i] - q[i]) * (p[i] - q[i]);
        return Math.Sqrt(sum);
    }

    /// <summary>L∞ = max |p − q|.</summary>
    public static double Largest(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        Require(p, q);
        var largest = 0.0;
        for (var i = 0; i < p.Length; i++) largest = Math.Max(largest, Math.Abs(p[i] - q[i]));
        return largest;
    }

    private static void Require(ReadOnlySpan<double> p, ReadOnlySpan<double> q) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(q.Length, p.Length, nameof(q));
}
