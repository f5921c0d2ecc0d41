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
    public GroupsOutcome Difference(SpreadBase against) => against == SpreadBase.BetweenGroups
        ? Ends((low, high) => MetricOutcome.Of(high - low))
        : Worst((value, overall) => MetricOutcome.Of(Math.Abs(value - overall)), 1);

    /// <summary>Between groups min / max; to overall the smallest x / overall, of which those above 1 are turned round.</summary>
    public GroupsOutcome Ratio(SpreadBase against) => against == SpreadBase.BetweenGroups
        ? Ends((low, high) => MetricOutcome.Ratio(low, high, "the figure is zero in every group"))
        : Worst((value, overall) => MetricOutcome.Ratio(value, overall, "the overall figure is zero").Map(ratio => ratio > 1 ? 1 / ratio : ratio), -1);

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

    private GroupsOutcome Ends(Func<double, double, MetricOutcome> measure)
    {
        if (FirstUndefined() is { } undefined) return new GroupsOutcome(undefined, null, null);
        GroupsOutcome low = Smallest(), high = Largest();
        return new GroupsOutcome(measure(low.Outcome.Value!.Value, high.Outcome.Value!.Value), low.Low, high.High);
    }

    /// <param name="measure">A group's figure against the overall one.</param>
    /// <param name="worse">1 where a larger result is the worse one, −1 where a smaller is.</param>
    private GroupsOutcome Worst(Func<double, double, MetricOutcome> measure, int worse)
    {
        if (FirstUndefined() is { } undefined) return new GroupsOutcome(undefined, null, null);
        if (Overall.Value is not { } overall) return new GroupsOutcome(Overall, null, null);
        GroupsOutcome? worst = null;
        for (var i = 0; i < Values.Count; i++)
        {
            var value = Values[i].Value!.Value;
            var found = measure(value, overall);
            if (found.Value is not { } number) return new GroupsOutcome(found, null, null);
            if (worst is { Outcome.Value: { } sofar } && worse * number.CompareTo(sofar) <= 0) continue;
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
