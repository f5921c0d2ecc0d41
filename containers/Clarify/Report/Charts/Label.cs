namespace MlPlatform.Clarify.Report.Charts;

/// <summary>Fits names into the room that a drawing has for them.</summary>
internal static class Label
{
    private static readonly char[] Seams = ['_', '-', '.', '/', ',', ';'];

    /// <summary>A name on one line, or on two broken at a seam; what does not fit is cut, the cut marked.</summary>
    public static IReadOnlyList<string> Wrap(string name, int longest)
    {
        if (name.Length <= longest) return [name];
        var seam = name.LastIndexOf(' ', longest - 1);
        if (seam < longest / 3) seam = name.LastIndexOfAny(Seams, longest - 1);
        if (seam < longest / 3) seam = longest - 1;
        return [name[..(seam + 1)].TrimEnd(), Short(name[(seam + 1)..].TrimStart(), longest)];
    }

    public static string Short(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
