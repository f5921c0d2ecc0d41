using MlPlatform.Trust.Drift;

namespace MlPlatform.Trust.Bias;

/// <summary>From the values of resamples to an interval.</summary>
internal static class BootstrapIntervals
{
    /// <param name="value">The metric of the data.</param>
    /// <param name="resampled">Its value in each resample, null where undefined.</param>
    /// <param name="leftOut">For <see cref="IntervalKind.BiasCorrected"/>: its value without one row, and for how many rows that stands.</param>
    /// <param name="options">Level and kind.</param>
    public static BootstrapInterval Of(
        MetricOutcome value, IReadOnlyList<double?> resampled, IReadOnlyList<(double Rows, double? Value)> leftOut, BootstrapOptions options)
    {
        double[] defined = [.. resampled.Where(item => item is not null).Select(item => item!.Value)];
        var undefined = resampled.Count - defined.Length;
        var none = new BootstrapInterval(value, null, null, null, null, undefined, null);
        if (value.Value is not { } estimate) return none with { Reason = value.Reason };
        if (2 * undefined > resampled.Count) return none with { Reason = $"the metric is undefined in {undefined} of {resampled.Count} resamples" };

        Array.Sort(defined);
        var mean = defined.Average();
        var found = none with { Mean = mean, StandardError = Math.Sqrt(defined.Sum(item => (item - mean) * (item - mean)) / Math.Max(1, defined.Length - 1)) };
        double low = (1 - options.Level) / 2, high = 1 - low;
        if (options.Kind == IntervalKind.BiasCorrected)
        {
            if (leftOut.Any(item => item.Value is null)) return found with { Reason = "the metric is undefined without some single row, so its skewness is unknown" };
            (low, high) = Corrected(estimate, defined, Acceleration(leftOut), low, high);
        }

        var (lower, upper) = (SampleStatistics.Quantile(defined, low), SampleStatistics.Quantile(defined, high));
        return options.Kind == IntervalKind.Basic
            ? found with { Lower = (2 * estimate) - upper, Upper = (2 * estimate) - lower }
            : found with { Lower = lower, Upper = upper };
    }

    /// <summary>a = Σ (θ̄ − θ_i)³ / (6 (Σ (θ̄ − θ_i)²)^1.5) over all rows i, of which those of one cell are alike.</summary>
    public static double Acceleration(IReadOnlyList<(double Rows, double? Value)> leftOut)
    {
        var rows = leftOut.Sum(item => item.Rows);
        var mean = leftOut.Sum(item => item.Rows * item.Value!.Value) / rows;
        double squares = 0, cubes = 0;
        foreach (var item in leftOut)
        {
            var distance = mean - item.Value!.Value;
            squares += item.Rows * distance * distance;
            cubes += item.Rows * distance * distance * distance;
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    /// <summary>Φ of the standard normal distribution.</summary>
    public static double Normal(double z) => z < 0 ? SpecialFunctions.NormalTwoSidedTail(z) / 2 : 1 - (SpecialFunctions.NormalTwoSidedTail(z) / 2);

    /// <summary>Φ⁻¹.</summary>
    public static double NormalQuantile(double p) =>
        p == 0.5 ? 0 : Math.Sign(p - 0.5) * Drift.Models.NormalQuantile.TwoSided(Math.Abs((2 * p) - 1));

    private static (double Low, double High) Corrected(double estimate, double[] sorted, double acceleration, double low, double high)
    {
        var below = sorted.Count(item => item < estimate) + (0.5 * sorted.Count(item => item == estimate));
        var bias = NormalQuantile(Math.Clamp(below / sorted.Length, 0.5 / sorted.Length, 1 - (0.5 / sorted.Length)));
        double Correct(double p)
        {
            var z = bias + NormalQuantile(p);
            var slope = 1 - (acceleration * z);
            return slope <= 0 ? Math.Round(p) : Normal(bias + (z / slope));
        }

        return (Correct(low), Correct(high));
    }
}
