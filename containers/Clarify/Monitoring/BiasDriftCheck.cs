using System.Globalization;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Drift.Models;

namespace MlPlatform.Clarify.Monitoring;

/// <summary>Finds the bias metrics that are now farther from their ideal than the baseline was, and that surely: beyond what chance explains.</summary>
/// <remarks>
/// A metric may be as far from its ideal as in the baseline, on either side. It is a violation where its normal bootstrap interval, the one that
/// Clarify's guide names, has no value in common with that range; where there is none, the value itself is judged, as in the guide's examples.
/// </remarks>
internal static class BiasDriftCheck
{
    /// <exception cref="ClarifyException">The baseline speaks of none of the groups and metrics.</exception>
    public static DriftFile<BiasViolation> Run(ClarifyResult result)
    {
        var compared = result.Changes.Where(change => change.Difference is not null).ToArray();
        return compared.Length > 0
            ? new DriftFile<BiasViolation>([.. compared.Select(Judge).OfType<BiasViolation>()])
            : throw new ClarifyException("The baseline's constraints speak of none of the groups and metrics of this analysis.");
    }

    private static BiasViolation? Judge(MetricChange change)
    {
        var (before, value, ideal) = (change.Before!.Value, change.Now.Value.Value!.Value, change.Metric.Ideal);
        var distance = Math.Abs(before - ideal);
        var allowed = new AllowedRange(ideal - distance, ideal + distance);
        var live = NormalBootstrap.Interval(value, change.Now.StandardError ?? 0);
        if (BiasDrift.Judge(live, allowed) != BiasDriftVerdict.Outside) return null;
        var description = string.Create(
            CultureInfo.InvariantCulture,
            $"Value {value} does not meet the constraint requirement: its normal bootstrap interval [{live.Lower:0.####}, {live.Upper:0.####}] lies outside [{allowed.Lower:0.####}, {allowed.Upper:0.####}], as far from {ideal} as the baseline's {before:0.####}.");
        return new BiasViolation(change.Group.Facet, FacetValue.Configured(change.Group.Value), change.Metric.Name, description);
    }
}
