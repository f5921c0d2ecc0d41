using System.Globalization;

namespace MlPlatform.Monitor.Quality;

/// <summary>Labels as texts: 1, 1.0 and true are one label, as are 0 and false.</summary>
internal static class LabelText
{
    public static string Normal(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number.ToString("R", CultureInfo.InvariantCulture);
        return bool.TryParse(text, out var truth) ? (truth ? "1" : "0") : text;
    }

    public static double Number(string text, string what) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new MonitorException($"The {what} '{text}' is no number.");

    /// <summary>The distinct labels: numbers by value, then texts.</summary>
    public static IReadOnlyList<string> Classes(IEnumerable<string> labels) =>
    [
        .. labels.Distinct(StringComparer.Ordinal)
            .OrderBy(label => double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.PositiveInfinity)
            .ThenBy(label => label, StringComparer.Ordinal),
    ];
}
