using System.Text.Json.Nodes;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Results;

/// <summary>The plain figures of one side of a comparison, as report and analysis.json show them; null where a figure has no value.</summary>
/// <param name="Title">The side in words.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Share">Of all rows compared.</param>
/// <param name="BaseRate">How many of them have the favourable label.</param>
/// <param name="SelectionRate">How many are predicted the favourable label.</param>
/// <param name="TruePositiveRate">How many of those that have the favourable label are predicted it.</param>
/// <param name="FalsePositiveRate">How many of those that do not have it are predicted it.</param>
/// <param name="Accuracy">How many predictions are right.</param>
internal sealed record GroupFigures(
    string Title, double Rows, double? Share, double? BaseRate, double? SelectionRate, double? TruePositiveRate, double? FalsePositiveRate, double? Accuracy)
{
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
        return new GroupFigures(
            title, side.Rows, MetricOutcome.Ratio(side.Rows, counts.Rows, "there are no rows").Value, Rate(GroupRates.BaseRate), Rate(GroupRates.SelectionRate),
            Rate(GroupRates.TruePositiveRate), Rate(GroupRates.FalsePositiveRate), Rate(GroupRates.Accuracy));
    }
}
