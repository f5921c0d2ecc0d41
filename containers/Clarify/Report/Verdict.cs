using MlPlatform.Clarify.Bias;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Report;

/// <summary>How far a value is from its ideal, by the limits that the page states.</summary>
internal enum Level
{
    Fine = 1,
    Watch = 2,
    Act = 3,
    Unknown = 4,
}

/// <summary>Grades metrics by rules of thumb: a tenth for differences and distances, four fifths for disparate impact.</summary>
internal static class Verdict
{
    public const double WatchAt = 0.05;
    public const double ActAt = 0.1;
    public const double FourFifths = 0.8;

    public static Level Of(MetricResult result)
    {
        if (result.Outcome.Value is not { } value) return Level.Unknown;
        return result.Metric.Name switch
        {
            // The size of a group is no fault, and ratios of error counts have no common limit.
            "CI" or "TE" or "GE" or "DCAcc" or "DCR" => Level.Fine,
            "DI" => Math.Min(value, value == 0 ? 0 : 1 / value) is var ratio && ratio < FourFifths ? Level.Act : ratio < 0.9 ? Level.Watch : Level.Fine,
            _ => Math.Abs(value) >= ActAt ? Level.Act : Math.Abs(value) >= WatchAt ? Level.Watch : Level.Fine,
        };
    }

    /// <summary>The level of a group: that of the difference in favourable outcomes, of the model where there is one, else of the data.</summary>
    public static Level Of(GroupBias bias) => Decisive(bias).Select(Of).Where(level => level != Level.Unknown).DefaultIfEmpty(Level.Unknown).Max();

    /// <summary>The side that has the favourable outcome less often, in words; null where both fare alike.</summary>
    public static string? WorseOff(GroupBias bias) => Decisive(bias).Select(DisfavorsGroup).FirstOrDefault() switch
    {
        true => bias.Group.Title,
        false => bias.Group.RestTitle,
        null => null,
    };

    private static IEnumerable<MetricResult> Decisive(GroupBias bias) => bias.Counts.HasPredictions
        ? bias.PostTraining.Where(result => result.Metric.Name is "DPPL" or "DI")
        : bias.PreTraining.Where(result => result.Metric.Name == "DPL");

    public static string Words(Level level) => level switch
    {
        Level.Fine => "Within the usual limits",
        Level.Watch => "Watch",
        Level.Act => "Needs attention",
        _ => "Not measured",
    };

    public static string Class(Level level) => level.ToString().ToLowerInvariant();

    /// <summary>Which side is worse off by this value, or null where the metric does not say or the value is at its ideal.</summary>
    private static bool? DisfavorsGroup(MetricResult result)
    {
        if (result.Outcome.Value is not { } value || result.Metric.Reading == BiasReading.Distance) return null;
        var offset = value - result.Metric.Ideal;
        if (Math.Abs(offset) < 0.0005) return null;
        return offset > 0 == (result.Metric.Reading == BiasReading.AboveDisfavorsGroup);
    }
}
