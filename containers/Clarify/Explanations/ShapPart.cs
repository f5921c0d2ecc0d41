using System.Text.Json.Nodes;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Explanations.Baselines;
using MlPlatform.Clarify.Results;
using MlPlatform.Tables;
using MlPlatform.Trust.Explanations;

namespace MlPlatform.Clarify.Explanations;

/// <summary>Contributions of the data's columns to the scores of the model: SHAP.</summary>
internal sealed class ShapPart : IAnalysisPart
{
    private const string Folder = "explanations_shap";

    public string Name => "SHAP";

    public bool IsAsked(MethodsConfig methods) => methods.Shap is not null;

    public void Run(AnalysisContext context, ClarifyResult result, CancellationToken cancellationToken)
    {
        var shap = context.Methods.Shap!;
        var model = context.RequireModel("SHAP");
        var explainers = new Explainers(model, new ExplainerOptions(shap.UseLogit ?? false, shap.NumSamples, (ulong)(shap.Seed ?? 0), context.Threads));
        var rows = model.Rows(context.Features);
        var explained = shap.HasBaseline || explainers.ByTrainingData(rows, cancellationToken) is not { } own
            ? explainers.ByBaseline(rows, model.Rows(BaselineRows(context, cancellationToken)), cancellationToken)
            : own;
        var values = FeatureChoice.Keep(explained.Values, shap.FeaturesToExplain, context.Features);
        if (shap.SaveLocalShapValues ?? true) context.Output.WriteLines($"{Folder}/out.csv", Lines(values));
        result.Explanation = new ModelExplanation(values, Aggregate(shap.AggMethod), explained.Method, explained.Unit) { Labels = model.Labels, Rows = context.Features };
    }

    public void Describe(ClarifyResult result, JsonObject analysis)
    {
        if (result.Explanation is not { } explanation) return;
        // Clarify calls every SHAP result by this name, whichever way the values were found.
        var labels = analysis.Child("explanations").Child("kernel_shap");
        for (var output = 0; output < explanation.Values.Outputs; output++)
        {
            var global = explanation.GlobalOf(output);
            labels[$"label{output}"] = new JsonObject
            {
                ["global_shap_values"] = new JsonObject(explanation.Values.Features.Select((name, feature) => KeyValuePair.Create<string, JsonNode?>(name, global[feature]))),
                ["expected_value"] = explanation.Values.BaseValues[output],
            };
        }

        analysis.Child("explanations")["method"] = new JsonObject { ["name"] = explanation.Method, ["unit"] = explanation.Unit };
    }

    private static Table BaselineRows(AnalysisContext context, CancellationToken cancellationToken)
    {
        var baseline = Baseline.Of(context, cancellationToken);
        context.Log.WriteLine($"The baseline has {baseline.Rows.RowCount} rows{(baseline.IsMade ? ", cluster centres of the data set" : "")}.");
        if (baseline.IsMade) context.Output.WriteLines($"{Folder}/baseline.csv", Lines(baseline.Rows));
        return baseline.Rows;
    }

    /// <summary>A line per row: the contributions to every output, output by output.</summary>
    private static IEnumerable<string> Lines(Explanation values)
    {
        yield return Csv.Line(Enumerable.Range(0, values.Outputs).SelectMany(output => values.Features.Select(feature => $"{feature}_label{output}")));
        for (var row = 0; row < values.Rows; row++)
        {
            yield return string.Join(',', Enumerable.Range(0, values.Outputs).Select(output => Csv.Line(values.Row(row, output))));
        }
    }

    private static IEnumerable<string> Lines(Table table)
    {
        yield return Csv.Line(table.Columns.Select(column => column.Name));
        for (var row = 0; row < table.RowCount; row++) yield return Csv.Line(table.Columns.Select(column => column.Text(row) ?? ""));
    }

    private static ExplanationAggregate Aggregate(string? name) => name switch
    {
        "mean_sq" => ExplanationAggregate.MeanSquare,
        "median" => ExplanationAggregate.Median,
        _ => ExplanationAggregate.MeanAbsolute,
    };
}
