using System.Text;

namespace MlPlatform.Clarify.Report.Charts;

/// <summary>Where a text stands against its point.</summary>
internal enum Anchor
{
    Start = 1,
    Middle = 2,
    End = 3,
}

/// <summary>An inline SVG drawing in units of about a pixel; colours and fonts come from the page's style sheet by class.</summary>
/// <param name="title">What the drawing shows, for those who do not see it.</param>
/// <param name="description">What it says, in a sentence.</param>
internal sealed class Drawing(string title, string description)
{
    /// <summary>The width of every drawing of the page.</summary>
    public const double Width = 760;

    private readonly StringBuilder body = new();

    public void Text(double x, double y, string text, string style, Anchor anchor = Anchor.Start)
    {
        var place = anchor == Anchor.Start ? "" : $" text-anchor=\"{(anchor == Anchor.End ? "end" : "middle")}\"";
        body.Append($"<text x=\"{Html.At(x)}\" y=\"{Html.At(y)}\" class=\"{style}\"{place}>{Html.Text(text)}</text>\n");
    }

    /// <summary>A number of the analysis.</summary>
    public void Value(double x, double y, double value, Func<double, string> format, Anchor anchor = Anchor.Start)
    {
        var place = anchor == Anchor.Start ? "" : $" text-anchor=\"{(anchor == Anchor.End ? "end" : "middle")}\"";
        body.Append($"<text x=\"{Html.At(x)}\" y=\"{Html.At(y)}\" class=\"value\"{place}{Html.Data(value)}>{format(value)}</text>\n");
    }

    /// <summary>The name of a row, at the right end of the column of names: on two lines where it is long, the whole of it as a hint.</summary>
    public void Name(double right, double middle, string name, int longest)
    {
        var lines = Label.Wrap(name, longest);
        var top = middle + 4.5 - ((lines.Count - 1) * 7);
        body.Append("<g>");
        if (lines.Count > 1 || lines[0] != name) body.Append($"<title>{Html.Text(name)}</title>");
        for (var i = 0; i < lines.Count; i++) Text(right, top + (i * 14), lines[i], "name", Anchor.End);
        body.Append("</g>\n");
    }

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        body.Append($"<line x1=\"{Html.At(x1)}\" y1=\"{Html.At(y1)}\" x2=\"{Html.At(x2)}\" y2=\"{Html.At(y2)}\" class=\"{style}\"/>\n");

    public void Rectangle(double x, double y, double width, double height, string style, string? hint = null)
    {
        body.Append($"<rect x=\"{Html.At(x)}\" y=\"{Html.At(y)}\" width=\"{Html.At(Math.Max(0, width))}\" height=\"{Html.At(height)}\" rx=\"2\" class=\"{style}\"");
        Close("rect", hint);
    }

    public void Dot(double x, double y, double radius, string style, string? hint = null)
    {
        body.Append($"<circle cx=\"{Html.At(x)}\" cy=\"{Html.At(y)}\" r=\"{Html.At(radius)}\" class=\"{style}\"");
        Close("circle", hint);
    }

    /// <summary>A line through points, or any other path.</summary>
    public void Path(string path, string style) => body.Append($"<path d=\"{path}\" class=\"{style}\"/>\n");

    /// <summary>Vertical lines at the ticks of a scale with their numbers below.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="top">Where the lines begin.</param>
    /// <param name="bottom">Where they end.</param>
    /// <param name="unsigned">Whether numbers say how far from zero only.</param>
    public void Axis(Scale scale, double top, double bottom, bool unsigned = false)
    {
        foreach (var tick in scale.Ticks)
        {
            Line(scale.At(tick), top, scale.At(tick), bottom, tick == 0 ? "zero" : "grid");
            Text(scale.At(tick), bottom + 17, scale.Text(unsigned ? Math.Abs(tick) : tick), "axis", Anchor.Middle);
        }
    }

    public string End(double height) => $"""
        <div class="chart"><svg viewBox="0 0 {Html.At(Width)} {Html.At(height)}" role="img">
        <title>{Html.Text(title)}</title>
        <desc>{Html.Text(description)}</desc>
        {body}</svg></div>

        """;

    private void Close(string element, string? hint) => body.Append(hint is null ? "/>\n" : $"><title>{Html.Text(hint)}</title></{element}>\n");
}
