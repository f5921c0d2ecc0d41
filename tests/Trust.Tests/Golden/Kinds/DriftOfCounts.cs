using System.Text.Json;
using MlPlatform.Trust.Drift;
using MlPlatform.Trust.Drift.Models;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Tests of counts and of attributions.</summary>
internal static class DriftOfCounts
{
    /// <summary>Homogeneity, then against the reference; an infinite statistic has no value. Input: reference, current.</summary>
    public static IReadOnlyList<double?> ChiSquares(JsonElement input)
    {
        double[] reference = input.Numbers("reference"), current = input.Numbers("current");
        var (homogeneous, against) = (ChiSquare.Compare(reference, current), ChiSquare.Against(reference, current));
        return [homogeneous.Statistic, homogeneous.PValue, double.IsFinite(against.Statistic) ? against.Statistic : null, against.PValue];
    }

    /// <summary>Input: first, firstCount, second, secondCount.</summary>
    public static IReadOnlyList<double?> Fisher(JsonElement input) =>
    [
        Proportions.FisherExact(
            input.GetProperty("first").GetInt64(), input.GetProperty("firstCount").GetInt64(),
            input.GetProperty("second").GetInt64(), input.GetProperty("secondCount").GetInt64()).PValue,
    ];

    /// <summary>NDCG, total variation, Jensen-Shannon distance, rank correlation. Input: baseline, current.</summary>
    public static IReadOnlyList<double?> Attributions(JsonElement input)
    {
        double[] baseline = input.Numbers("baseline"), current = input.Numbers("current");
        return
        [
            AttributionDrift.Ndcg(baseline, current).Value, AttributionDrift.TotalVariation(baseline, current).Value,
            AttributionDrift.JensenShannonDistance(baseline, current).Value, AttributionDrift.RankCorrelation(baseline, current).Value,
        ];
    }
}
