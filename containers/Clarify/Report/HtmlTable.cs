using System.Text;

namespace MlPlatform.Clarify.Report;

/// <summary>A table of the page, made head by head and row by row. Cells come from <see cref="Html"/>.</summary>
internal sealed class HtmlTable
{
    private readonly StringBuilder heads = new();
    private readonly StringBuilder rows = new();

    /// <summary>A column of text.</summary>
    public HtmlTable Text(string title) => Head("<th>", title);

    /// <summary>A column of numbers, set to the right.</summary>
    public HtmlTable Number(string title) => Head("<th class=\"number\">", title);

    public void Row(params IEnumerable<string> cells) => rows.Append("<tr>").AppendJoin("", cells).Append("</tr>\n");

    /// <summary>The table itself; it scrolls by itself where the page is too narrow.</summary>
    public string Markup => $"<div class=\"wide\"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n";

    /// <summary>The table behind a line that opens it.</summary>
    public string Folded(string summary, bool isOpen = false) =>
        $"<details{(isOpen ? " open=\"open\"" : "")}><summary>{Html.Text(summary)}</summary>\n{Markup}</details>\n";

    private HtmlTable Head(string tag, string title)
    {
        heads.Append(tag).Append(Html.Text(title)).Append("</th>");
        return this;
    }
}
