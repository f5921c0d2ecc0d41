using System.Text.Json.Nodes;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Results;

/// <summary>The plain figures of one side of a comparison, as report and analysis.json show them; null where a figure has no value.</summary>
internal sealed record GroupFigures
{
    /// <summary>The side in words.</summary>
    public required string Title { get; init; }

    /// <summary>How many rows it has.</summary>
    public required double Rows { get; init; }

    /// <summary>Of all rows compared.</summary>
    public double? Share { get; init; }

    /// <summary>How many of them have the favourable label.</summary>
    public double? BaseRate { get; init; }

    /// <summary>How many are predicted the favourable label.</summary>
    public double? SelectionRate { get; init; }

    /// <summary>How many of those that have the favourable label are predicted it.</summary>
    public double? TruePositiveRate { get; init; }

    /// <summary>How many of those that do not have it are predicted it.</summary>
    public double? FalsePositiveRate { get; init; }

    /// <summary>How many predictions are right.</summary>
    public double? Accuracy { get; init; }

    public static GroupFigures OfGroup(string title, FacetComparison counts) => Of(title, counts.Group, counts);

    public static GroupFigures OfRest(string title, FacetComparison counts) => Of(title, counts.Rest, counts);

    public JsonObject Describe() => new()
    {
        ["title"] = Title, ["rows"] = Rows, ["share"] = Share, ["base_rate"] = BaseRate, ["selection_rate"] = SelectionRate,
        ["true_positive_rate"] = TruePositiveRate, ["false_positive_rate"] = FalsePositiveRate, ["accuracy"] = Accuracy,
    };

    private static GroupFigures Of(string title, GroupOutcomes side, FacetComparison counts)
    {
        double? Rate(GroupRate rate) => counts.HasPredictions || rate.Stage == BiasStage.PreTraining ? rate.Of(side).Value : null;
        return new GroupFigures
        {
            Title = title, Rows = side.Rows, Share = MetricOutcome.Ratio(side.Rows, counts.Rows, "there are no rows").Value,
            BaseRate = Rate(GroupRates.BaseRate), SelectionRate = Rate(GroupRates.SelectionRate), TruePositiveRate = Rate(GroupRates.TruePositiveRate),
            FalsePositiveRate = Rate(GroupRates.FalsePositiveRate), Accuracy = Rate(GroupRates.Accuracy),
        };
    }
}
