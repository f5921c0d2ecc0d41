using System.Globalization;
using System.Net;

namespace MlPlatform.Clarify.Report;

/// <summary>Text and numbers as the page shows them. Every number of the analysis carries its exact value beside it, in <c>data-value</c>.</summary>
internal static class Html
{
    /// <summary>Text as markup shows it; what XML cannot hold is left out.</summary>
    public static string Text(string text) =>
        WebUtility.HtmlEncode(string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\t' or '\n' or '\r' or >= 0x20 and not (0xFFFE or 0xFFFF))));

    /// <summary>A name that may break at its seams, where a line of a table is too short for it.</summary>
    public static string Name(string text) => Text(text).Replace("_", "_<wbr/>");

    /// <summary>0.25 as "25 %", with a space that does not break.</summary>
    public static string Percent(double share) => Minus((share * 100).ToString("0.#", CultureInfo.InvariantCulture)) + "\u00A0%";

    /// <summary>A number with about four digits that matter, whatever its size.</summary>
    public static string Number(double value) => Minus(Math.Abs(value) switch
    {
        0 => "0",
        >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.00", CultureInfo.InvariantCulture),
        >= 0.0005 => value.ToString("0.000", CultureInfo.InvariantCulture),
        >= 1e-7 => Math.Round(value, 8).ToString("0.00####", CultureInfo.InvariantCulture),
        _ => "≈ 0",
    });

    /// <summary>The same with its sign, for changes.</summary>
    public static string Signed(double value) => value > 0 ? "+" + Number(value) : Number(value);

    public static string Count(double rows) => rows.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A coordinate of a drawing.</summary>
    public static string At(double position) => position.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The attribute that holds a number of the analysis exactly.</summary>
    public static string Data(double value) => $" data-value=\"{value.ToString("R", CultureInfo.InvariantCulture)}\"";

    /// <summary>A number of the analysis within a sentence.</summary>
    public static string Exact(double value, Func<double, string> format) => $"<span{Data(value)}>{format(value)}</span>";

    /// <summary>A cell of text.</summary>
    public static string Cell(string text) => $"<td>{Name(text)}</td>";

    /// <summary>A cell of a number; a dash where there is no value.</summary>
    public static string Cell(double? value, Func<double, string> format, string style = "") => value is { } number
        ? $"<td class=\"{"number " + style}\"{Data(number)}>{format(number)}</td>"
        : "<td class=\"number\">–</td>";

    /// <summary>A cell of a range; a dash where there is none.</summary>
    public static string RangeCell(double? low, double? high, string note = "") => (low, high) is ({ } from, { } to)
        ? $"<td class=\"number\">{Exact(from, Number)} … {Exact(to, Number)}{(note.Length == 0 ? "" : $"<small>{note}</small>")}</td>"
        : "<td class=\"number\">–</td>";

    private static string Minus(string number) => number.Replace('-', '−');
}
