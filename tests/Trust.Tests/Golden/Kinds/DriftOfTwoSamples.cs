using System.Text.Json;
using MlPlatform.Trust.Drift;
using MlPlatform.Trust.Drift.Comparison;
using MlPlatform.Trust.Drift.Distributions;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>The two-sample tests and the distributions behind them.</summary>
internal static class DriftOfTwoSamples
{
    /// <summary>KS distance and p-values (exact up to 10,000 values, asymptotic), Cramér-von Mises, Anderson-Darling, Wasserstein, energy. Input: first, second.</summary>
    public static IReadOnlyList<double?> Tests(JsonElement input)
    {
        double[] first = Sorted(input.GetProperty("first")), second = Sorted(input.GetProperty("second"));
        var all = NumberComparison.Compare("x", first, second, (0, 0));
        var isExact = Math.Max(first.Length, second.Length) <= KolmogorovSmirnov.MostExact;
        return
        [
            all[DriftTest.KolmogorovSmirnov].Statistic.Value,
            isExact ? KolmogorovSmirnov.Compare(first, second, PValueMethod.Exact).PValue : null,
            KolmogorovSmirnov.Compare(first, second, PValueMethod.Asymptotic).PValue,
            all[DriftTest.CramerVonMises].Statistic.Value, all[DriftTest.CramerVonMises].PValue,
            all[DriftTest.AndersonDarling].Statistic.Value, all[DriftTest.AndersonDarling].PValue,
            all[DriftTest.Wasserstein].Statistic.Value, all[DriftTest.Energy].Statistic.Value,
        ];
    }

    /// <summary>Input: count, distances.</summary>
    public static IReadOnlyList<double?> KolmogorovTail(JsonElement input) =>
        [.. input.Numbers("distances").Select(distance => (double?)OneSampleKolmogorov.Tail(input.GetProperty("count").GetInt64(), distance))];

    public static double[] Sorted(JsonElement sample) => [.. DrawnSample.Read(sample).Where(double.IsFinite).Order()];
}
