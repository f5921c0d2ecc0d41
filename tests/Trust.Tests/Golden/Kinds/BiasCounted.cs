using System.Text.Json;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Metrics and rates over counted outcomes; see <see cref="BiasInput"/> for the input.</summary>
internal static class BiasCounted
{
    /// <summary>The named "metrics" of two sides.</summary>
    public static IReadOnlyList<double?> Sides(JsonElement input)
    {
        var comparison = BiasInput.Sides(input);
        return [.. input.Texts("metrics").Select(name => BiasMetrics.Find(name)!.Compute(comparison).Value)];
    }

    /// <summary>The named "metrics" of all groups.</summary>
    public static IReadOnlyList<double?> Groups(JsonElement input)
    {
        var table = BiasInput.Table(input);
        var groups = table.Groups(BiasInput.Favorable(input, table)) with { ZeroRule = BiasInput.Rule(input) };
        return [.. input.Texts("metrics").Select(name => GroupsMetrics.Find(name)!.Compute(groups).Outcome.Value)];
    }

    /// <summary>The named "rates" of the group and then of the rest, or of all rows.</summary>
    public static IReadOnlyList<double?> Rates(JsonElement input)
    {
        GroupOutcomes[] groups;
        if (input.TryGetProperty("group", out _))
        {
            var sides = BiasInput.Sides(input);
            groups = [sides.Group, sides.Rest];
        }
        else
        {
            var table = BiasInput.Table(input);
            groups = [table.Groups(BiasInput.Favorable(input, table)).Whole];
        }

        return [.. groups.SelectMany(group => input.Texts("rates").Select(name => GroupRates.Find(name)!.Of(group, BiasInput.Rule(input)).Value))];
    }

    /// <summary>The ends of the percentile, the basic and the BCa interval of a metric.</summary>
    public static IReadOnlyList<double?> Intervals(JsonElement input)
    {
        var table = BiasInput.Table(input);
        var options = new BootstrapOptions { Resamples = input.GetProperty("resamples").GetInt32(), Level = input.GetProperty("level").GetDouble() };
        return
        [
            .. Enum.GetValues<IntervalKind>().Order()
                .Select(kind => Bootstrap.Of(
                    table, BiasInput.Flags(input.Codes("group"), table.FacetValues), BiasInput.Favorable(input, table),
                    [BiasMetrics.Find(input.GetProperty("metric").GetString()!)!], options with { Kind = kind }, CancellationToken.None)[0])
                .SelectMany(interval => new[] { interval.Lower, interval.Upper }),
        ];
    }

    /// <summary>CDDL and CDDPL; the second facet is the stratum.</summary>
    public static IReadOnlyList<double?> Strata(JsonElement input)
    {
        var table = BiasInput.Table(input);
        var strata = ConditionalDisparity.Strata(table, BiasInput.Flags(input.Codes("group"), table.Facets[0].Values), BiasInput.Favorable(input, table));
        return [ConditionalDisparity.OfLabels(strata).Value, ConditionalDisparity.OfPredictions(strata).Value];
    }
}
