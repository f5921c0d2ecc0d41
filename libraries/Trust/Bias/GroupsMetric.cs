namespace MlPlatform.Trust.Bias;

/// <summary>What a metric of several groups says, and of which two groups it says it.</summary>
/// <param name="Outcome">The value, or why there is none.</param>
/// <param name="Low">The group at the lower end, or null where the metric is of no pair.</param>
/// <param name="High">The group at the upper end; "all groups" where groups are held against the whole.</param>
public readonly record struct GroupsOutcome(MetricOutcome Outcome, string? Low, string? High);

/// <summary>A named metric of all groups at once, however many there are.</summary>
/// <param name="Name">Fairlearn's or AIF360's name, with a suffix where they offer a choice.</param>
/// <param name="Description">In words.</param>
/// <param name="Stage">Whether it needs predictions.</param>
/// <param name="Ideal">The value that says "no difference".</param>
/// <param name="Formula">The arithmetic over groups that have rows; there are at least two.</param>
public sealed record GroupsMetric(string Name, string Description, BiasStage Stage, double Ideal, Func<GroupSet, GroupsOutcome> Formula)
{
    /// <summary>The metric over the groups that have rows; fewer than two of them, or missing predictions, are a stated outcome.</summary>
    public GroupsOutcome Compute(GroupSet set)
    {
        var present = set with { Groups = [.. set.Groups.Where(group => group.Rows > 0)] };
        if (present.Groups.Count < 2) return Undefined($"{present.Groups.Count} group(s) have rows, there is no other to compare with");
        if (Stage == BiasStage.PostTraining && !set.HasPredictions) return Undefined("there are no predicted labels");
        return Formula(present);
    }

    private static GroupsOutcome Undefined(string reason) => new(MetricOutcome.Undefined(reason), null, null);
}
