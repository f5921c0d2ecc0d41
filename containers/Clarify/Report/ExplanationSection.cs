using System.Text;
using MlPlatform.Clarify.Explanations;

namespace MlPlatform.Clarify.Report;

/// <summary>The part of the page about what the model decides by.</summary>
internal static class ExplanationSection
{
    public static void Write(StringBuilder page, ModelExplanation explanation)
    {
        var top = ContributionChart.Order(explanation).Take(3).Select(feature => explanation.Values.Features[feature]).ToArray();
        page.Append($"""
            <h2>What the model decides by</h2>
            <div class="card">
            <p>Most of all by <b>{Html.Text(string.Join(", ", top))}</b>. A bar is the mean size of the column's contribution to the score
            ({Html.Text(explanation.Unit)}) over {Html.Count(explanation.Values.Rows)} rows; the base value, before anything is known of a row, is {Html.Number(explanation.Values.BaseValues[0])}.</p>
            {ContributionChart.Draw(explanation)}
            <p class="lead">Contributions found by {Html.Text(explanation.Method)}. Those of one row and the base value add up to its score; the rows stand in explanations_shap/out.csv.</p>
            </div>

            """);
    }
}
