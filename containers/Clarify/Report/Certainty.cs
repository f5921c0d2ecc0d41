using System.Globalization;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Report;

/// <summary>Says how sure a value is, from its interval.</summary>
internal static class Certainty
{
    /// <summary>Whether "no difference" lies outside the interval; null where there is no interval.</summary>
    public static bool? IsBeyondChance(BiasMetric metric, BootstrapInterval? interval) =>
        interval is { Lower: { } lower, Upper: { } upper } ? metric.Ideal < lower || metric.Ideal > upper : null;

    /// <summary>Below so many rows an interval from resampling is too narrow to be trusted.</summary>
    public const int FewRows = 30;

    /// <summary>Whether a side has too few rows for its interval to mean much.</summary>
    public static bool IsSmall(FacetComparison counts) => Math.Min(counts.Group.RowCount, counts.Rest.RowCount) < FewRows;

    /// <summary>How sure a difference of shares is, in points.</summary>
    public static string Sentence(BiasMetric metric, BootstrapInterval? interval, FacetComparison counts)
    {
        if (IsSmall(counts)) return $"How sure: hardly; one side has {Html.Count(Math.Min(counts.Group.RowCount, counts.Rest.RowCount))} rows only.";
        if (interval is null) return "How sure: no interval was computed; look at the numbers of rows.";
        if (interval is not { Lower: { } lower, Upper: { } upper }) return $"How sure: not known, because {interval.Reason}.";
        var range = $"How sure: {(metric.Ideal == 0 ? Gap(metric, lower, upper) : $"{metric.Name} lies between {Html.Number(lower)} and {Html.Number(upper)}")} (95 % interval of {metric.Name})";
        return IsBeyondChance(metric, interval) == true ? $"{range}, so chance alone hardly explains it." : $"{range}, so it may be chance.";
    }

    /// <summary>An interval of a difference in words: what the group has less or more than the rest.</summary>
    private static string Gap(BiasMetric metric, double lower, double upper)
    {
        var (least, most) = metric.Reading == BiasReading.BelowDisfavorsGroup ? (-upper, -lower) : (lower, upper);
        if (least > 0) return $"the gap lies between {Points(least)} and {Points(most)} points";
        return most < 0 ? $"the gap lies between {Points(-most)} and {Points(-least)} points" : $"anything from {Points(-least)} points more to {Points(most)} points less fits the data";
    }

    private static string Points(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>The same in one or two words, for tables.</summary>
    public static string Words(BiasMetric metric, BootstrapInterval? interval) => metric.Reading == BiasReading.Distance ? "" : IsBeyondChance(metric, interval) switch
    {
        true => "beyond chance",
        false => "may be chance",
        null => "",
    };
}
