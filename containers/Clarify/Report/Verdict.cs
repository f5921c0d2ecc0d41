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
    private const double NineTenths = 0.9;

    /// <summary>A value below this is shown as 0.000.</summary>
    public const double Negligible = 0.0005;

    public static Level Of(MetricResult result) => Of(result.Metric, result.Outcome.Value);

    public static Level Of(BiasMetric metric, double? outcome)
    {
        if (outcome is not { } value) return Level.Unknown;
        if (!metric.IsGraded()) return Level.Fine;
        return metric.Ideal switch
        {
            1 => Math.Min(value, value <= 0 ? 0 : 1 / value) is var ratio && ratio < FourFifths ? Level.Act : ratio < NineTenths ? Level.Watch : Level.Fine,
            _ => Math.Abs(value - metric.Ideal) switch { >= ActAt => Level.Act, >= WatchAt => Level.Watch, _ => Level.Fine },
        };
    }

    /// <summary>The size of a group is no fault, and ratios of error counts have no common limit.</summary>
    public static bool IsGraded(this BiasMetric metric) => metric.Name is not ("CI" or "TE" or "GE" or "DCAcc" or "DCR");

    /// <summary>Whether its values can be drawn around zero, one side of which means that the group is worse off.</summary>
    public static bool IsDirected(this BiasMetric metric) => metric.Ideal == 0 && metric.Reading != BiasReading.Distance && metric.IsGraded();

    /// <summary>The colour of a metric's value; none where the metric is not graded.</summary>
    public static string TextClass(MetricResult result) => result.Metric.IsGraded() ? $"{Class(Of(result))}-text" : "";

    /// <summary>The level of a group: that of the difference in favourable outcomes, of the model where there is one, else of the data.</summary>
    public static Level Of(GroupBias bias) => Decisive(bias).Select(Of).Where(level => level != Level.Unknown).DefaultIfEmpty(Level.Unknown).Max();

    /// <summary>Groups by how much they need attention: by level, then those of enough rows, then by the size of the deciding difference; ties in the order asked for.</summary>
    public static IEnumerable<GroupBias> WorstFirst(IEnumerable<GroupBias> groups) => groups
        .OrderByDescending(bias => Of(bias) is var level && level == Level.Unknown ? 0 : (int)level)
        .ThenBy(bias => Certainty.IsSmall(bias.Counts))
        .ThenByDescending(bias => Math.Abs(Deciding(bias)?.Outcome.Value ?? 0));

    /// <summary>The difference in favourable outcomes, of the model where there is one, else of the data; null where it was not asked for.</summary>
    public static MetricResult? Deciding(GroupBias bias) => Decisive(bias).FirstOrDefault(result => result.Metric.Ideal == 0) ?? Decisive(bias).FirstOrDefault();

    /// <summary>The side that has the favourable outcome less often, in words; null where both fare alike.</summary>
    public static string? WorseOff(GroupBias bias) => Deciding(bias) is { } result ? DisfavorsGroup(result) switch
    {
        true => bias.Group.Title,
        false => bias.Group.RestTitle,
        null => null,
    } : null;

    public static string Words(Level level) => level switch
    {
        Level.Fine => "Within the usual limits",
        Level.Watch => "Watch",
        Level.Act => "Needs attention",
        _ => "Not measured",
    };

    /// <summary>A sign beside the colour, for those who do not tell the colours apart.</summary>
    public static string Sign(Level level) => level switch
    {
        Level.Fine => "✓",
        Level.Watch => "▲",
        Level.Act => "■",
        _ => "–",
    };

    public static string Class(Level level) => level.ToString().ToLowerInvariant();

    private static IEnumerable<MetricResult> Decisive(GroupBias bias) => bias.Counts.HasPredictions
        ? bias.PostTraining.Where(result => result.Metric.Name is "DPPL" or "DI")
        : bias.PreTraining.Where(result => result.Metric.Name == "DPL");

    /// <summary>Whether the group, rather than the rest, is worse off by this value; null where the metric does not say or the value is at its ideal.</summary>
    private static bool? DisfavorsGroup(MetricResult result)
    {
        if (result.Outcome.Value is not { } value || result.Metric.Reading == BiasReading.Distance) return null;
        var offset = value - result.Metric.Ideal;
        if (Math.Abs(offset) < Negligible) return null;
        return offset > 0 == (result.Metric.Reading == BiasReading.AboveDisfavorsGroup);
    }
}
