namespace MlPlatform.Trust.Drift;

/// <summary>The two-sample Kolmogorov-Smirnov distance: the largest difference between two empirical distribution functions.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>Two raw samples, each sorted ascending.</summary>
    public static TestResult Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty) throw new ArgumentException("Both samples must have rows.", nameof(second));
        int i = 0, j = 0;
        var largest = 0.0;
        while (i < first.Length && j < second.Length)
        {
            // Ties advance together: the functions are compared between values, never in the middle of a jump.
            var value = Math.Min(first[i], second[j]);
            while (i < first.Length && first[i] <= value) i++;
            while (j < second.Length && second[j] <= value) j++;
            largest = Math.Max(largest, Math.Abs(((double)i / first.Length) - ((double)j / second.Length)));
        }

        return new TestResult(largest, PValue(largest, first.Length, second.Length));
    }

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

    /// <summary>The asymptotic tail Q(λ) = 2 Σ (−1)^(k−1) e^(−2 k² λ²) with Stephens' small-sample correction of λ.</summary>
    public static double PValue(double distance, double firstCount, double secondCount)
    {
        var effective = Math.Sqrt(firstCount * secondCount / (firstCount + secondCount));
        var lambda = (effective + 0.12 + (0.11 / effective)) * distance;
        if (lambda < 0.2) return 1;
        double sum = 0, sign = 1;
        for (var k = 1; k <= 100; k++)
        {
            var term = Math.Exp(-2 * k * k * lambda * lambda);
            sum += sign * term;
            if (term < 1e-16) break;
            sign = -sign;
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
