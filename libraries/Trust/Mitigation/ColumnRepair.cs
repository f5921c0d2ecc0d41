namespace MlPlatform.Trust.Mitigation;

/// <summary>Between which values a partial repair goes.</summary>
public enum RepairPath
{
    /// <summary>Along the ranks of the values that occur: BlackBoxAuditing's and so AIF360's.</summary>
    Ranks = 1,

    /// <summary>Along the straight line, (1 − λ) x + λ target: Feldman's geometric repair.</summary>
    Straight = 2,
}

/// <summary>The disparate impact remover of one column: moves each group's values towards common quantiles, order within a group kept (Feldman et al. 2015).</summary>
/// <remarks>
/// As BlackBoxAuditing: every group's different values are cut into as many quantiles as the poorest group has values; a quantile's
/// target is the lower median of the groups' lower medians. λ = 0 changes nothing; λ = 1 gives all groups the same quantiles.
/// Missing values (NaN) stay as they are. A value that was not there when this was made counts as the next lower one.
/// </remarks>
/// <param name="Values">The different values of the column, ascending.</param>
/// <param name="Targets">By quantile: the value that repair leads to.</param>
/// <param name="Starts">By group and quantile: the lowest value of the quantile; empty for a group without values.</param>
public sealed record ColumnRepair(IReadOnlyList<double> Values, IReadOnlyList<double> Targets, IReadOnlyList<IReadOnlyList<double>> Starts)
{
    /// <param name="values">One value per row.</param>
    /// <param name="groups">One group per row.</param>
    /// <param name="groupCount">How many groups there are.</param>
    public static ColumnRepair Fit(ReadOnlySpan<double> values, ReadOnlySpan<int> groups, int groupCount)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(groups.Length, values.Length, nameof(groups));
        var ofGroup = Enumerable.Range(0, groupCount).Select(_ => new SortedSet<double>()).ToArray();
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsInfinity(values[row])) throw new TrustException($"The value of row {row + 1} is {values[row]}, which is no number.");
            if (!double.IsNaN(values[row])) ofGroup[groups[row]].Add(values[row]);
        }

        var different = ofGroup.Select(set => set.ToArray()).ToArray();
        var quantiles = different.Where(set => set.Length > 0).Select(set => set.Length).DefaultIfEmpty(0).Min();
        var cuts = different.Select(set => Cuts(set.Length, quantiles)).ToArray();
        var targets = Enumerable.Range(0, quantiles).Select(quantile => LowerMedian([.. different
            .Select((set, group) => (Set: set, Cuts: cuts[group]))
            .Where(item => item.Set.Length > 0)
            .Select(item => LowerMedian(item.Set[item.Cuts[quantile]..item.Cuts[quantile + 1]]))
            .Order()]));
        return new ColumnRepair(
            [.. different.SelectMany(set => set).Distinct().Order()],
            [.. targets],
            [.. different.Select((set, group) => (IReadOnlyList<double>)[.. set.Length == 0 ? [] : cuts[group][..^1].Select(cut => set[cut])])]);
    }

    /// <summary>The repaired value.</summary>
    /// <param name="group">The row's group.</param>
    /// <param name="value">The value; NaN comes back as it is.</param>
    /// <param name="level">λ, from 0 to 1.</param>
    /// <param name="path">Which way a partial repair goes.</param>
    public double Repair(int group, double value, double level, RepairPath path = RepairPath.Ranks)
    {
        if (!(level is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "The repair level is from 0 to 1.");
        if (double.IsNaN(value) || level == 0 || Starts[group].Count == 0) return value;
        var target = Targets[Last(Starts[group], value)];
        if (path == RepairPath.Straight) return ((1 - level) * value) + (level * target);
        var rank = Last(Values, value);
        return Values[rank + (int)Math.Round((Last(Values, target) - rank) * level, MidpointRounding.ToEven)];
    }

    /// <summary>The repaired values of rows.</summary>
    public double[] Repair(ReadOnlySpan<int> groups, ReadOnlySpan<double> values, double level, RepairPath path = RepairPath.Ranks)
    {
        var repaired = new double[values.Length];
        for (var row = 0; row < repaired.Length; row++) repaired[row] = Repair(groups[row], values[row], level, path);
        return repaired;
    }

    /// <summary>Where the quantiles of so many values start, and the end; the sums are those of the reference, half to even.</summary>
    private static int[] Cuts(int count, int quantiles)
    {
        var cuts = new int[quantiles + 1];
        var unit = 1.0 / quantiles;
        var share = 0.0;
        for (var quantile = 0; quantile < quantiles; quantile++, share += unit)
        {
            cuts[quantile + 1] = (int)Math.Round((share + unit) * count, MidpointRounding.ToEven);
        }

        return cuts;
    }

    private static double LowerMedian(double[] ascending) => ascending[(ascending.Length - 1) / 2];

    /// <summary>The last place whose value is not above this one; the first where all are.</summary>
    private static int Last(IReadOnlyList<double> ascending, double value)
    {
        var (low, high) = (0, ascending.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (ascending[middle] <= value) low = middle;
            else high = middle - 1;
        }

        return low;
    }
}
