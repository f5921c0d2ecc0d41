using System.Text.RegularExpressions;

namespace MlPlatform.House.Tests;

/// <summary>Finds methods that are too long, by their braces and indentation; the code style keeps both regular.</summary>
internal static partial class LongMethods
{
    private const int Longest = 70;

    public static IEnumerable<string> In(SourceFile file)
    {
        for (var line = 0; line < file.Lines.Length; line++)
        {
            var header = MemberHeader().Match(file.Lines[line]);
            if (!header.Success) continue;
            var open = OpeningBrace(file.Lines, line, header.Groups["indent"].Value);
            if (open < 0) continue;
            var close = Array.FindIndex(file.Lines, open, text => text == header.Groups["indent"].Value + "}");
            if (close - open - 1 > Longest) yield return $"{file.Path}:{line + 1} has {close - open - 1} lines; {Longest} are the stop";
            if (close > 0) line = close;
        }
    }

    /// <summary>The line of the brace that opens the body, within the few lines that a signature may take.</summary>
    private static int OpeningBrace(string[] lines, int header, string indent)
    {
        for (var line = header + 1; line < Math.Min(header + 8, lines.Length); line++)
        {
            if (lines[line] == indent + "{") return line;
            if (lines[line].TrimEnd().EndsWith(';')) return -1;
        }

        return -1;
    }

    [GeneratedRegex(@"^(?<indent>\s{4,8})(public|private|internal|protected)\s(?!.*\b(class|record|struct|interface|enum)\b).*\(")]
    private static partial Regex MemberHeader();
}
