using System.Text.Json.Nodes;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Bias;

/// <summary>The bias metrics of one stage: of the labels alone, or of a model's predictions.</summary>
internal sealed class BiasPart(BiasStage stage) : IAnalysisPart
{
    private string Member => stage == BiasStage.PreTraining ? "pre_training_bias_metrics" : "post_training_bias_metrics";

    public string Name => stage == BiasStage.PreTraining ? "bias of the labels" : "bias of the predictions";

    public bool IsAsked(MethodsConfig methods) => Asked(methods) is not null;

    public void Run(AnalysisContext context, ClarifyResult result, CancellationToken cancellationToken)
    {
        var metrics = MetricChoice.Of(Asked(context.Methods), stage);
        var label = result.Label = context.Label;
        var strata = context.Config.GroupVariable is { } variable ? CodedColumn.Of(context.Dataset.Column(variable, "group variable")) : null;
        var predicted = stage == BiasStage.PostTraining ? Predict(context, result) : null;
        var analysis = new BiasAnalysis(label, predicted, strata);
        foreach (var group in context.Groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            result.Add(analysis.Compare(group, stage, metrics));
        }
    }

    public void Describe(ClarifyResult result, JsonObject analysis)
    {
        var groups = result.Groups.Where(group => Metrics(group).Count > 0).ToArray();
        if (result.Label is not { } label || groups.Length == 0) return;
        var facets = new JsonObject();
        foreach (var facet in groups.GroupBy(group => group.Group.Facet, StringComparer.Ordinal))
        {
            facets[facet.Key] = new JsonArray([.. facet.Select(Describe)]);
        }

        analysis[Member] = new JsonObject { ["label"] = label.Name, ["label_value_or_threshold"] = label.ValueOrThreshold, ["facets"] = facets };
    }

    private MetricsConfig? Asked(MethodsConfig methods) => stage == BiasStage.PreTraining ? methods.PreTrainingBias : methods.PostTrainingBias;

    private IReadOnlyList<MetricResult> Metrics(GroupBias group) => stage == BiasStage.PreTraining ? group.PreTraining : group.PostTraining;

    private JsonObject Describe(GroupBias group) => new()
    {
        ["value_or_threshold"] = group.Group.Value,
        ["metrics"] = new JsonArray([.. Metrics(group).Select(Describe)]),
    };

    private static JsonObject Describe(MetricResult result)
    {
        var metric = new JsonObject
        {
            ["name"] = result.Metric.Name, ["description"] = result.Metric.Description, ["value"] = result.Outcome.Value,
        };
        if (result.Outcome.Reason is { } reason) metric["error"] = reason;
        return metric;
    }

    private static int[] Predict(AnalysisContext context, ClarifyResult result)
    {
        if (context.Dataset.PredictedLabel is { } column)
        {
            result.PredictionSource = $"the column {column}";
            return context.Label.Recode(context.Dataset.Column(column, "predicted label"));
        }

        var model = context.RequireModel("Bias after training (without a column of predictions, 'predicted_label')");
        result.PredictionSource = model.Title;
        return model.PredictedLabels(context.Label, context.Config.ProbabilityThreshold);
    }
}
