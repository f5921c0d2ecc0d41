using System.Globalization;

namespace MlPlatform.Jobs.Container.Captures;

/// <summary>Labels as texts: 1, 1.0 and true are one label, as are 0 and false.</summary>
public static class LabelText
{
    public static string Normal(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number.ToString("R", CultureInfo.InvariantCulture);
        return bool.TryParse(text, out var truth) ? (truth ? "1" : "0") : text;
    }

    /// <summary>The distinct labels: numbers by value, then texts.</summary>
    public static IReadOnlyList<string> Classes(IEnumerable<string> labels) =>
    [
        .. labels.Distinct(StringComparer.Ordinal)
            .OrderBy(label => double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.PositiveInfinity)
            .ThenBy(label => label, StringComparer.Ordinal),
    ];

    /// <summary>The two labels of a binary problem, the positive one last: 0 and 1, or any two in order.</summary>
    /// <exception cref="CaptureException">There are not two.</exception>
    public static IReadOnlyList<string> TwoClasses(IEnumerable<string> labels) => Classes(labels) switch
    {
        ["0"] or ["1"] or ["0", "1"] => ["0", "1"],
        [_, _] two => two,
        var found => throw new CaptureException($"BinaryClassification needs labels of two classes; there are {string.Join(", ", found.Take(10))}."),
    };
}
