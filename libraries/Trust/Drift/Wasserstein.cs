namespace MlPlatform.Trust.Drift;

/// <summary>Distances of two samples that keep the unit of their values: how far the values have moved.</summary>
public static class Wasserstein
{
    /// <summary>A deviation below this counts as this much, as in Evidently, so that a constant column does not divide by zero.</summary>
    public const double LeastDeviation = 0.001;

    /// <summary>W_1 = ∫ |F(x) − G(x)| dx of two samples sorted ascending.</summary>
    public static double Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => SortedPair.Measure(first, second).Area;

    /// <summary>W_1 / max(σ, 0.001) with σ the population deviation of the reference: Evidently's "Wasserstein distance (normed)".</summary>
    /// <returns>Infinite where the deviation is too large for a number.</returns>
    public static double Normed(double distance, double referenceDeviation) =>
        double.IsFinite(referenceDeviation) ? distance / Math.Max(referenceDeviation, LeastDeviation) : double.PositiveInfinity;

    /// <summary>√(2 ∫ (F(x) − G(x))² dx), the energy distance of two samples sorted ascending.</summary>
    public static double Energy(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => Energy(SortedPair.Measure(first, second));

    internal static double Energy(SortedPair pair) => Math.Sqrt(2 * pair.SquaredArea);
}
