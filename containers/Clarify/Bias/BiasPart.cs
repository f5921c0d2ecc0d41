using System.Text.Json.Nodes;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Bias;

/// <summary>The bias metrics of one stage: of the labels alone, or of a model's predictions.</summary>
internal sealed class BiasPart(BiasStage stage) : IAnalysisPart
{
    public string Name => stage == BiasStage.PreTraining ? "bias of the labels" : "bias of the predictions";

    public bool IsAsked(MethodsConfig methods) => Asked(methods) is not null;

    public void Run(AnalysisContext context, ClarifyResult result, CancellationToken cancellationToken)
    {
        var choice = MetricChoice.Of(Asked(context.Methods), stage);
        result.Label = context.Label;
        var strata = context.Config.GroupVariable is { } variable ? CodedColumn.Of(context.Dataset.Column(variable, "group variable")) : null;
        if (stage == BiasStage.PostTraining) result.PredictionSource = context.Predictions.Source;
        var analysis = new BiasAnalysis(context.Label, stage == BiasStage.PostTraining ? context.Predictions.Codes : null, strata, context.Bootstrap);
        foreach (var group in context.Groups)
        {
            var bias = analysis.Compare(group, choice, cancellationToken);
            if (choice.HasFlipTest) bias = bias with { PostTraining = [.. bias.PostTraining, FlipTestOfGroup.Compute(context, group, cancellationToken)] };
            result.Add(bias);
            if (context.Previous is { } previous) result.Changes.AddRange(previous.Changes(bias, stage));
        }
    }

    public void Describe(ClarifyResult result, JsonObject analysis)
    {
        var groups = result.Groups.Where(group => group.Metrics(stage).Count > 0).ToArray();
        if (result.Label is not { } label || groups.Length == 0) return;
        var facets = new JsonObject();
        foreach (var facet in groups.GroupBy(group => group.Group.Facet, StringComparer.Ordinal))
        {
            facets[facet.Key] = new JsonArray([.. facet.Select(Describe)]);
        }

        analysis[PreviousAnalysis.Member(stage)] = new JsonObject { ["label"] = label.Name, ["label_value_or_threshold"] = label.ValueOrThreshold, ["facets"] = facets };
    }

    private MetricsConfig? Asked(MethodsConfig methods) => stage == BiasStage.PreTraining ? methods.PreTrainingBias : methods.PostTrainingBias;

    private JsonObject Describe(GroupBias group) => new()
    {
        ["value_or_threshold"] = group.Group.Value,
        ["metrics"] = new JsonArray([.. group.Metrics(stage).Select(Describe)]),
        ["groups"] = new JsonArray(
            GroupFigures.OfGroup(group.Group.Title, group.Counts).Describe(), GroupFigures.OfRest(group.Group.RestTitle, group.Counts).Describe()),
    };

    private static JsonObject Describe(MetricResult result)
    {
        var metric = new JsonObject { ["name"] = result.Metric.Name, ["description"] = result.Metric.Description, ["value"] = result.Outcome.Value };
        if (result.Outcome.Reason is { } reason) metric["error"] = reason;
        if (result.Interval is { } interval) metric.AddInterval(interval);
        return metric;
    }
}
