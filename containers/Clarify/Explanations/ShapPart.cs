using System.Text.Json.Nodes;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Results;
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
        var explanation = ShapAnalysis.Explain(shap, context.RequireModel("SHAP"), context.Features);
        if (shap.SaveLocalShapValues ?? true) context.Output.WriteLines($"{Folder}/out.csv", LocalValues(explanation.Values));
        result.Explanation = explanation;
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
    }

    /// <summary>A line per row: the contributions to every output, output by output.</summary>
    private static IEnumerable<string> LocalValues(Explanation values)
    {
        yield return Csv.Line(Enumerable.Range(0, values.Outputs).SelectMany(output => values.Features.Select(feature => $"{feature}_label{output}")));
        for (var row = 0; row < values.Rows; row++)
        {
            yield return string.Join(',', Enumerable.Range(0, values.Outputs).Select(output => Csv.Line(values.Row(row, output))));
        }
    }
}
