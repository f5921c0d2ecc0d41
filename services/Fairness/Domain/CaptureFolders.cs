using System.Globalization;

namespace MlPlatform.Fairness.Domain;

/// <summary>Finds the hours that a window touches: of captured requests, <c>variant/yyyy/MM/dd/HH/file</c>, and of labels, <c>yyyy/MM/dd/HH/file</c>.</summary>
internal static class CaptureFolders
{
    private const string HourFormat = "yyyy/MM/dd/HH";

    /// <summary>The folders, relative to the prefix, without a slash at the end, in order.</summary>
    /// <param name="keys">Keys relative to the endpoint's or the labels' prefix.</param>
    /// <param name="window">The window.</param>
    public static IReadOnlyList<string> In(IEnumerable<string> keys, AnalysisWindow window) =>
    [
        .. keys.Select(key => key[..Math.Max(0, key.LastIndexOf('/'))]).Distinct(StringComparer.Ordinal)
            .Where(folder => HourOf(folder) is { } hour && hour < window.End && hour.AddHours(1) > window.Start)
            .Order(StringComparer.Ordinal),
    ];

    private static DateTimeOffset? HourOf(string folder)
    {
        if (folder.Length < HourFormat.Length) return null;
        return DateTimeOffset.TryParseExact(folder[^HourFormat.Length..], HourFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var hour)
            ? hour
            : null;
    }
}
