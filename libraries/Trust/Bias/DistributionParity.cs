namespace MlPlatform.Trust.Bias;

/// <summary>Statistical parity of numbers: do predictions have the same distribution in every group (Agarwal, Dudík, Wu 2019)?</summary>
/// <remarks>F_g is the weighted distribution function of a group. Rows without a group or a number are left out.</remarks>
public static class DistributionParity
{
    /// <summary>max over z and groups g, h of |F_g(z) − F_h(z)|: the largest Kolmogorov-Smirnov distance of two groups.</summary>
    public static GroupsOutcome BetweenGroups(CodeColumn facet, double[] values, double[] weights) => Sweep(facet, values, weights, SpreadBase.BetweenGroups);

    /// <summary>max over z and groups g of |F_g(z) − F(z)| with F of all rows.</summary>
    public static GroupsOutcome ToOverall(CodeColumn facet, double[] values, double[] weights) => Sweep(facet, values, weights, SpreadBase.ToOverall);

    private static GroupsOutcome Sweep(CodeColumn facet, double[] values, double[] weights, SpreadBase against)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, facet.Codes.Length, nameof(values));
        if (weights.Length > 0) ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, values.Length, nameof(weights));
        var codes = facet.Codes.ToArray();
        double Weight(int row) => weights.Length == 0 ? 1 : weights[row];
        int[] rows = [.. Enumerable.Range(0, values.Length).Where(row => codes[row] >= 0 && !double.IsNaN(values[row]) && Weight(row) > 0)];
        var keys = Array.ConvertAll(rows, row => values[row]);
        Array.Sort(keys, rows);

        var totals = new double[facet.Values];
        foreach (var row in rows) totals[codes[row]] += Weight(row);
        int[] present = [.. Enumerable.Range(0, facet.Values).Where(group => totals[group] > 0)];
        if (present.Length < 2) return new GroupsOutcome(MetricOutcome.Undefined($"{present.Length} group(s) have rows, there is no other to compare with"), null, null);

        var below = new double[facet.Values];
        var (all, seen, widest, low, high) = (totals.Sum(), 0.0, 0.0, present[0], present[0]);
        for (var i = 0; i < rows.Length; i++)
        {
            below[codes[rows[i]]] += Weight(rows[i]);
            seen += Weight(rows[i]);
            if (i + 1 < rows.Length && keys[i + 1] == keys[i]) continue;
            var (gap, least, most) = Widest(below, totals, present, against == SpreadBase.ToOverall ? seen / all : null);
            if (gap > widest) (widest, low, high) = (gap, least, most);
        }

        string Title(int group) => group < 0 ? "all groups" : facet.Title(group);
        return new GroupsOutcome(MetricOutcome.Of(widest), Title(low), Title(high));
    }

    /// <summary>The widest gap among shares at one value, and between which groups (−1: all rows).</summary>
    private static (double Gap, int Low, int High) Widest(double[] below, double[] totals, int[] present, double? overall)
    {
        var (low, high) = (overall is null ? present[0] : -1, overall is null ? present[0] : -1);
        double Share(int group) => group < 0 ? overall!.Value : below[group] / totals[group];
        foreach (var group in present)
        {
            if (Share(group) < Share(low)) low = group;
            if (Share(group) > Share(high)) high = group;
        }

        if (overall is null) return (Share(high) - Share(low), low, high);
        return Share(high) - overall.Value > overall.Value - Share(low)
            ? (Share(high) - overall.Value, -1, high)
            : (overall.Value - Share(low), low, -1);
    }
}
