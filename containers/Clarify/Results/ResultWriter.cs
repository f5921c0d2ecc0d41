using System.Text;
using MlPlatform.Clarify.Report;

namespace MlPlatform.Clarify.Results;

/// <summary>Writes analysis.json and report.html of what was found so far.</summary>
internal static class ResultWriter
{
    public static void Write(ResultFolder folder, ClarifyResult result, IReadOnlyList<IAnalysisPart> parts)
    {
        folder.Write(AnalysisJson.FileName, stream => stream.Write(AnalysisJson.Write(result, parts)));
        folder.Write(HtmlReport.FileName, stream => stream.Write(Encoding.UTF8.GetBytes(HtmlReport.Write(result))));
    }
}
