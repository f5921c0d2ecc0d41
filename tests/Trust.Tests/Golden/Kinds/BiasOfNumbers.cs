using System.Text.Json;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Regression models by group. Input: codes, count; observed, predicted, weights and figures, or values.</summary>
internal static class BiasOfNumbers
{
    /// <summary>The figures overall and per group; then differences and ratios between groups, then to overall.</summary>
    public static IReadOnlyList<double?> Regression(JsonElement input)
    {
        var table = RegressionTable.Count(
            new RegressionColumns([Facet(input)], input.Numbers("observed"), input.Numbers("predicted"))
            {
                Weights = input.TryGetProperty("weights", out _) ? input.Numbers("weights") : default,
            }, 2, CancellationToken.None);
        RegressionFigure[] figures = [.. input.Texts("figures").Select(name => RegressionFigures.All.Single(figure => figure.Name == name))];
        var found = figures.Select(figure => figure.Of(table.Whole).Value).Concat(figures.SelectMany(figure => table.Groups.Select(group => figure.Of(group).Value)));
        foreach (var against in new[] { SpreadBase.BetweenGroups, SpreadBase.ToOverall })
        {
            found = found.Concat(figures.Select(figure => table.Spread(figure).Difference(against).Outcome.Value))
                .Concat(figures.Select(figure => table.Spread(figure).Ratio(against).Outcome.Value));
        }

        return [.. found];
    }

    /// <summary>The largest KS distance between groups, and from all rows.</summary>
    public static IReadOnlyList<double?> Distribution(JsonElement input)
    {
        var (facet, values) = (Facet(input), input.Numbers("values"));
        return [DistributionParity.BetweenGroups(facet, values, []).Outcome.Value, DistributionParity.ToOverall(facet, values, []).Outcome.Value];
    }

    private static CodeColumn Facet(JsonElement input) => new("facet", input.Codes("codes"), input.GetProperty("count").GetInt32());
}
