using System.Text;
using MlPlatform.Clarify.Explanations;
using MlPlatform.Clarify.Report.Charts;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Explanations;

namespace MlPlatform.Clarify.Report.Sections;

/// <summary>By which columns the model decides, and which way each of them pulls.</summary>
internal static class ExplanationSection
{
    private const int MostBars = 12;
    private const int MostSwarms = 8;
    private const int MostOutputs = 5;

    public static void Write(StringBuilder page, ClarifyResult result)
    {
        if (result.Explanation is not { } explanation || explanation.Values.Rows == 0) return;
        page.Append("<section id=\"columns\">\n<h2>What the model decides by</h2>\n");
        for (var output = 0; output < Math.Min(MostOutputs, explanation.Values.Outputs); output++) Output(page, explanation, output);
        page.Append("</section>\n");
    }

    /// <summary>Columns by the size of their contribution, ties in the order of the data.</summary>
    public static IEnumerable<int> Order(ModelExplanation explanation, int output = 0)
    {
        var global = explanation.GlobalOf(output);
        return Enumerable.Range(0, global.Length).OrderByDescending(feature => Math.Abs(global[feature])).ThenBy(feature => feature);
    }

    private static void Output(StringBuilder page, ModelExplanation explanation, int output)
    {
        var (values, global, order) = (explanation.Values, explanation.GlobalOf(output), Order(explanation, output).ToArray());
        var of = values.Outputs == 1 ? "" : $" for {explanation.Labels[output]}";
        var top = string.Join(", ", order.Take(3).Select(feature => values.Features[feature]));
        var table = new HtmlTable().Text("Column").Number("Contribution");
        foreach (var feature in order) table.Row(Html.Cell(values.Features[feature]), Html.Cell(global[feature], Html.Number));
        Bar[] bars = [.. order.Take(MostBars).Select(feature => new Bar(values.Features[feature], global[feature], "bar feature"))];
        page.Append($"""
            <div class="card">
            <h3>How much each column moves the score{Html.Text(of)}</h3>
            <p>Most of all: <b>{Html.Text(top)}</b>. A bar is {Html.Text(Aggregate(explanation))} of the column's contributions over {Html.Count(values.Rows)} rows,
            in {Html.Text(explanation.Unit)}; before anything is known of a row the score is {Html.Exact(values.BaseValues[output], Html.Number)}.</p>
            {BarChart.Draw($"Contributions of columns{of}", bars, Html.Number)}
            <h3>Which way each column pulls</h3>
            {BeeswarmChart.Draw($"Contributions row by row{of}", explanation.Unit, [.. order.Take(MostSwarms).Select(feature => Swarm(explanation, output, feature))])}
            {table.Folded($"All {Html.Count(order.Length)} columns in numbers")}
            <p class="note">Found by {Html.Text(explanation.Method)}. The contributions of one row and the base value add up to its score; they stand row by row in
            explanations_shap/out.csv.</p>
            </div>

            """);
    }

    private static string Aggregate(ModelExplanation explanation) => explanation.Aggregate switch
    {
        ExplanationAggregate.MeanAbsolute => "the mean size",
        ExplanationAggregate.MeanSquare => "the mean square",
        _ => "the median",
    };

    private static Swarm Swarm(ModelExplanation explanation, int output, int feature)
    {
        var values = explanation.Values;
        return new Swarm(
            values.Features[feature], [.. Enumerable.Range(0, values.Rows).Select(row => values.Row(row, output)[feature])], FeatureHeights.Of(explanation, feature));
    }
}
