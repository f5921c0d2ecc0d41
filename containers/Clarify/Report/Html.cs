using System.Globalization;
using System.Net;

namespace MlPlatform.Clarify.Report;

/// <summary>Text and numbers as the page shows them.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    public static string Number(double value) => value.ToString("0.000;−0.000;0", CultureInfo.InvariantCulture);

    public static string Tick(double value) => value.ToString("0.#;−0.#;0", CultureInfo.InvariantCulture);

    public static string Count(double rows) => rows.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A coordinate of a drawing.</summary>
    public static string At(double position) => position.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A text cut to a length, the cut marked.</summary>
    public static string Short(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
