namespace MlPlatform.Trust.Bias;

/// <summary>What a group is held against.</summary>
public enum SpreadBase
{
    /// <summary>The groups among themselves: the largest against the smallest.</summary>
    BetweenGroups = 0,

    /// <summary>Each group against all rows together.</summary>
    ToOverall = 1,
}

/// <summary>How far a figure differs among groups (Fairlearn's aggregation), with the pair that differs most.</summary>
/// <param name="Names">The groups.</param>
/// <param name="Values">The figure of each group.</param>
/// <param name="Overall">The figure of all rows together.</param>
/// <remarks>Of equal groups the first counts. Where a group's figure is undefined the spread is, with that group's reason.</remarks>
public sealed record Spread(IReadOnlyList<string> Names, IReadOnlyList<MetricOutcome> Values, MetricOutcome Overall)
{
    private const string Whole = "all groups";

    /// <summary>A rate's spread over groups that have rows.</summary>
    public static Spread Of(GroupRate rate, GroupSet set) => new(
        [.. set.Groups.Select(group => group.Name)], [.. set.Groups.Select(group => rate.Of(group, set.ZeroRule))], rate.Of(set.Whole, set.ZeroRule));

    /// <summary>Between groups max − min; to overall max |x − overall|.</summary>
    public GroupsOutcome Difference(SpreadBase against) => Measure(against, (low, high) => MetricOutcome.Of(high - low), 1);

    /// <summary>Between groups min / max; to overall the smallest of x / overall and overall / x.</summary>
    public GroupsOutcome Ratio(SpreadBase against) =>
        Measure(against, (low, high) => MetricOutcome.Ratio(low, high, "the figure is zero in every group"), -1);

    /// <summary>The smallest figure, and whose it is.</summary>
    public GroupsOutcome Smallest() => Extreme(-1);

    /// <summary>The largest figure, and whose it is.</summary>
    public GroupsOutcome Largest() => Extreme(1);

    private GroupsOutcome Extreme(int direction)
    {
        if (FirstUndefined() is { } undefined) return new GroupsOutcome(undefined, null, null);
        var at = 0;
        for (var i = 1; i < Values.Count; i++)
        {
            if (direction * Values[i].Value!.Value.CompareTo(Values[at].Value!.Value) > 0) at = i;
        }

        return new GroupsOutcome(Values[at], Names[at], Names[at]);
    }

    /// <param name="against">What groups are held against.</param>
    /// <param name="measure">The figure of a pair, the lower first.</param>
    /// <param name="worse">1 where a larger figure is the worse one, −1 where a smaller is.</param>
    private GroupsOutcome Measure(SpreadBase against, Func<double, double, MetricOutcome> measure, int worse)
    {
        if (FirstUndefined() is { } undefined) return new GroupsOutcome(undefined, null, null);
        if (against == SpreadBase.BetweenGroups)
        {
            GroupsOutcome low = Smallest(), high = Largest();
            return new GroupsOutcome(measure(low.Outcome.Value!.Value, high.Outcome.Value!.Value), low.Low, high.High);
        }

        if (Overall.Value is not { } overall) return new GroupsOutcome(Overall, null, null);
        GroupsOutcome? worst = null;
        for (var i = 0; i < Values.Count; i++)
        {
            var value = Values[i].Value!.Value;
            var found = measure(Math.Min(value, overall), Math.Max(value, overall));
            if (found.Value is null) return new GroupsOutcome(found, null, null);
            if (worst is { Outcome.Value: { } sofar } && worse * found.Value.Value.CompareTo(sofar) <= 0) continue;
            worst = value <= overall ? new GroupsOutcome(found, Names[i], Whole) : new GroupsOutcome(found, Whole, Names[i]);
        }

        return worst!.Value;
    }

    private MetricOutcome? FirstUndefined()
    {
        foreach (var value in Values)
        {
            if (value.Value is null) return value;
        }

        return null;
    }
}
