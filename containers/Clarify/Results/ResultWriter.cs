using System.Text;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Report;

namespace MlPlatform.Clarify.Results;

/// <summary>Writes what Clarify writes: analysis.json, report.html and the contributions per row.</summary>
internal static class ResultWriter
{
    public static void Write(string folder, ClarifyResult result, bool localValues)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, AnalysisJson.FileName), AnalysisJson.Write(result));
        File.WriteAllText(Path.Combine(folder, HtmlReport.FileName), HtmlReport.Write(result));
        if (localValues && result.Explanation is { } explanation) WriteLocalValues(Path.Combine(folder, "explanations_shap"), explanation.Values);
    }

    private static void WriteLocalValues(string folder, Trust.Explanations.Explanation values)
    {
        Directory.CreateDirectory(folder);
        using var csv = new StreamWriter(Path.Combine(folder, "out.csv"), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        csv.WriteLine(string.Join(',', values.Features.Select(feature => Quoted($"{feature}_label0"))));
        var line = new StringBuilder();
        for (var row = 0; row < values.Rows; row++)
        {
            line.Clear();
            foreach (var value in values.Row(row)) line.Append(line.Length == 0 ? "" : ",").Append(Numbers.Of(value));
            csv.WriteLine(line);
        }
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
