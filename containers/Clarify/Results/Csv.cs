using MlPlatform.Clarify.Config;

namespace MlPlatform.Clarify.Results;

/// <summary>Lines of CSV.</summary>
internal static class Csv
{
    /// <summary>Fields as one line, quoted where they must be.</summary>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted));

    public static string Line(ReadOnlySpan<double> values)
    {
        var line = new System.Text.StringBuilder();
        foreach (var value in values) line.Append(line.Length == 0 ? "" : ",").Append(Numbers.Of(value));
        return line.ToString();
    }

    public static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
