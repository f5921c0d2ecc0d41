using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Drift.Models;

/// <summary>Whether a model now decides by other features than it did: compares the mean absolute attribution per feature of a window with the baseline's.</summary>
public static class AttributionDrift
{
    /// <summary>Model Monitor raises an alarm below this.</summary>
    public const double NdcgAlarm = 0.90;

    /// <summary>Normalized discounted cumulative gain: 1 where the features rank as they did.</summary>
    /// <remarks>
    /// DCG / iDCG with DCG = Σ a(f'_i) / log2(i + 1), i from 1: a is the baseline's attribution, f' the features ordered by their attribution now,
    /// and iDCG the same over the baseline's own order ("Feature attribution drift for models in production" in SageMaker's guide). Features
    /// that tie now share their places' mean discount, as in scikit-learn's ndcg_score, so that the order of columns does not matter.
    /// </remarks>
    /// <param name="baseline">Attribution per feature, not negative.</param>
    /// <param name="current">Attribution of the same features now, not negative.</param>
    public static MetricOutcome Ndcg(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current)
    {
        Require(baseline, current);
        var ideal = Gain(baseline, baseline);
        return MetricOutcome.Ratio(ideal == 0 ? 0 : Gain(baseline, current), ideal, "no feature has an attribution in the baseline");
    }

    /// <summary>½ Σ |share now − share then|: how much of the attribution has moved between features.</summary>
    public static MetricOutcome TotalVariation(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current) =>
        OverShares(baseline, current, Distances.TotalVariation);

    /// <summary>The Jensen-Shannon distance (the root of the divergence, natural logarithm) of the features' shares.</summary>
    public static MetricOutcome JensenShannonDistance(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current) =>
        OverShares(baseline, current, Distances.JensenShannonDistance);

    /// <summary>Spearman's rank correlation of the attributions, ties with their mean rank: 1 where the order is the same, −1 where it is reversed.</summary>
    public static MetricOutcome RankCorrelation(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current)
    {
        Require(baseline, current);
        double[] first = MeanRanks(baseline), second = MeanRanks(current);
        var middle = (first.Length - 1) / 2.0;
        double both = 0, mine = 0, its = 0;
        for (var i = 0; i < first.Length; i++)
        {
            both += (first[i] - middle) * (second[i] - middle);
            mine += (first[i] - middle) * (first[i] - middle);
            its += (second[i] - middle) * (second[i] - middle);
        }

        return MetricOutcome.Ratio(both, Math.Sqrt(mine * its), "all features have the same attribution");
    }

    private static double Gain(ReadOnlySpan<double> gains, ReadOnlySpan<double> order)
    {
        var features = Descending(order);
        var sum = 0.0;
        for (var start = 0; start < features.Length;)
        {
            double gain = 0, discount = 0;
            var end = start;
            for (; end < features.Length && order[features[end]] == order[features[start]]; end++)
            {
                gain += gains[features[end]];
                discount += 1 / Math.Log2(end + 2);
            }

            sum += gain / (end - start) * discount;
            start = end;
        }

        return sum;
    }

    private static double[] MeanRanks(ReadOnlySpan<double> values)
    {
        var features = Descending(values);
        var ranks = new double[features.Length];
        for (var start = 0; start < features.Length;)
        {
            var end = start;
            while (end < features.Length && values[features[end]] == values[features[start]]) end++;
            for (var i = start; i < end; i++) ranks[features[i]] = (start + end - 1) / 2.0;
            start = end;
        }

        return ranks;
    }

    private static int[] Descending(ReadOnlySpan<double> values)
    {
        var keys = new double[values.Length];
        var features = new int[values.Length];
        for (var i = 0; i < values.Length; i++) (keys[i], features[i]) = (-values[i], i);
        Array.Sort(keys, features);
        return features;
    }

    private static MetricOutcome OverShares(
        ReadOnlySpan<double> baseline, ReadOnlySpan<double> current, Func<ReadOnlySpan<double>, ReadOnlySpan<double>, double> distance)
    {
        Require(baseline, current);
        return Shares(baseline) is { } p && Shares(current) is { } q
            ? MetricOutcome.Of(distance(p, q))
            : MetricOutcome.Undefined("no feature has an attribution");
    }

    private static double[]? Shares(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        if (sum == 0) return null;
        var shares = values.ToArray();
        for (var i = 0; i < shares.Length; i++) shares[i] /= sum;
        return shares;
    }

    private static void Require(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(current.Length, baseline.Length, nameof(current));
        foreach (var value in baseline) RequireAttribution(value, nameof(baseline));
        foreach (var value in current) RequireAttribution(value, nameof(current));
    }

    private static void RequireAttribution(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value))) throw new ArgumentException($"{value} is no mean absolute attribution.", name);
    }
}
