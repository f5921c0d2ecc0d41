using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace MlPlatform.Clarify.Tests.Report;

/// <summary>The numbers of a page and of the analysis that it is of.</summary>
internal static class ReportNumbers
{
    /// <summary>Every number that the page gives exactly.</summary>
    public static IReadOnlyCollection<double> Shown(XDocument page) =>
        [.. page.Descendants().Attributes("data-value").Select(value => double.Parse(value.Value, CultureInfo.InvariantCulture))];

    /// <summary>Every number of analysis.json, wherever it stands.</summary>
    public static IEnumerable<double> Known(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetDouble()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Known),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Known(member.Value)),
        _ => [],
    };
}
