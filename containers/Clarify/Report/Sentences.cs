using MlPlatform.Clarify.Bias;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Report;

/// <summary>Says in plain words what the numbers say.</summary>
internal static class Sentences
{
    /// <summary>The finding of a group in one or two sentences.</summary>
    public static string Finding(GroupBias bias, string favorable)
    {
        var data = Compare(bias, $"In the data the outcome is “{favorable}” for", side => side.ObservedPositives);
        return bias.Counts.HasPredictions
            ? $"{Compare(bias, $"The model predicts “{favorable}” for", side => side.PredictedPositives)} {data}"
            : data;
    }

    /// <summary>What one metric says of one group.</summary>
    public static string Of(MetricResult result, FacetGroup group)
    {
        if (result.Outcome.Value is not { } value) return $"Not computed: {result.Outcome.Reason}.";
        var (g, r) = (group.Title, Others(group));
        var size = Math.Abs(value);
        var points = Points(size);
        return result.Metric.Name switch
        {
            "CI" => value > 0 ? $"{g} has fewer rows than {r}." : value < 0 ? $"{g} has more rows than {r}." : "Both sides have equally many rows.",
            "DPL" => Less(value, g, r, $"has the favourable label {points} less often"),
            "DPPL" => Less(value, g, r, $"is predicted the favourable outcome {points} less often"),
            "DI" => $"{g} is predicted the favourable outcome {Html.Percent(value)} as often as {r}.",
            "AD" => Less(value, g, r, $"is predicted correctly {points} less often"),
            "RD" => Less(value, g, r, $"has its deserving cases recognised {points} less often"),
            "SD" => Less(value, g, r, $"is wrongly predicted the favourable outcome {points} less often"),
            "DAR" => Less(value, g, r, $"has favourable predictions that are right {points} less often"),
            "DRR" => Less(-value, g, r, $"has unfavourable predictions that are right {points} less often"),
            "DCAcc" => Treats(value, g, r, "accepts", "sparingly"),
            "DCR" => Treats(value, g, r, "rejects", "readily"),
            "TE" => value > 0 ? $"Among errors, {g} suffers relatively more wrong rejections than {r}." : value < 0 ? $"Among errors, {r} suffers relatively more wrong rejections than {g}." : "Errors fall alike on both sides.",
            "CDDL" or "CDDPL" => value > 0 ? $"Within like strata, {g} is rejected more than it is accepted." : "Within like strata, the group is not rejected more than it is accepted.",
            "FT" => value == 0 ? $"Rows of {g} are predicted as their nearest rows of {r} are, on balance." : $"On balance {Html.Percent(size)} of the rows with {g} would be predicted {(value < 0 ? "better" : "worse")} if treated as their nearest rows of {r} are.",
            "GE" => "Unevenness of the model's benefit over all rows; 0 is even.",
            _ => Generic(result.Metric, value, g, r),
        };
    }

    /// <summary>What a metric says that has no sentence of its own.</summary>
    private static string Generic(BiasMetric metric, double value, string group, string rest)
    {
        if (Verdict.Of(metric, value) == Level.Fine) return "The two sides are nearly alike.";
        if (metric.Reading == BiasReading.Distance) return "The outcomes of the two sides differ; the distance has no direction.";
        return metric.Severity(value) > 0 ? $"{group} is worse off than {rest}." : $"{rest} is worse off than {group}.";
    }

    /// <summary>An intersection as the page names groups: “age ≤ 25 &amp; sex = female”.</summary>
    public static string Intersection(Intersection item) =>
        string.Join(" & ", item.Title.Split(" & ").Select(part => part.Replace("=≤", " ≤").Replace("=>", " >") is var title && title != part ? title : part.Replace("=", " = ")));

    private static string Compare(GroupBias bias, string claim, Func<GroupOutcomes, double> positives)
    {
        if (bias.Counts.Group.Rows == 0 || bias.Counts.Rest.Rows == 0) return "One side has no rows.";
        double group = positives(bias.Counts.Group) / bias.Counts.Group.Rows, rest = positives(bias.Counts.Rest) / bias.Counts.Rest.Rows;
        var gap = group - rest;
        var difference = Math.Abs(gap) < Verdict.Negligible ? "no difference" : $"{Points(Math.Abs(gap))} {(gap < 0 ? "less" : "more")}";
        return $"{claim} {Html.Percent(group)} of this group and {Html.Percent(rest)} of {Others(bias.Group)}: {difference}.";
    }

    /// <summary>The rest in the fewest words.</summary>
    private static string Others(FacetGroup group) => group.HasUnnamedRest ? "the rest" : group.RestTitle;

    private static string Less(double value, string group, string rest, string what) =>
        Math.Abs(value) < 0.0005 ? "Both sides fare alike." : value > 0 ? $"{group} {what} than {rest}." : $"{rest} {what} than {group}.";

    private static string Treats(double value, string group, string rest, string what, string how)
    {
        if (Math.Abs(value) < 0.0005) return "Measured against the observed labels, the model treats both sides alike.";
        var (first, second) = value < 0 ? (group, rest) : (rest, group);
        return $"Measured against the observed labels, the model {what} {first} more {how} than {second}.";
    }

    private static string Points(double share) => $"{share * 100:0.#} points";
}
