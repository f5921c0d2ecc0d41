using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Models;
using MlPlatform.Learning.Linear;
using MlPlatform.Tables;
using MlPlatform.Trust.Explanations;

namespace MlPlatform.Clarify.Explanations;

/// <summary>Contributions of the data's columns to the score of a model.</summary>
internal static class ShapAnalysis
{
    public static ModelExplanation Explain(ShapConfig config, AnalysedModel model, Table features)
    {
        var aggregate = Aggregate(config.AggMethod);
        if (config.FeaturesToExplain is not null) throw new ClarifyException("All features are explained; 'features_to_explain' is not offered by this container.");
        if (model is not BuiltInModel { Model: LinearModel { Intercepts.Length: 1 } linear })
        {
            throw new ClarifyException(
                $"SHAP values of {model.Title} are not computed by this container: it explains linear-learner models of a number or of two classes. Leave 'shap' out of the methods.");
        }

        var names = model.Scorer.Features;
        var parts = Parts(linear, model.Rows(features));
        var background = Baseline.Read(config.Baseline, features) is { } baseline ? Parts(linear, model.Rows(baseline)) : parts;
        // What a column adds to the margin is a feature of weight one: the model is linear in these parts whatever its columns hold.
        var ones = new double[names.Count];
        Array.Fill(ones, 1);
        var explanation = LinearShap.Explain(names, ones, linear.Intercept, new Background(background, names.Count), parts);
        return new ModelExplanation(
            explanation, aggregate, "linear SHAP, exact where columns are taken as independent",
            linear.IsClassifier ? "log-odds of the favourable outcome" : $"units of {linear.Output.Label!.Name}");
    }

    private static double[] Parts(LinearModel model, double[] rows)
    {
        var width = model.Inputs.Count;
        var parts = new double[rows.Length];
        for (var start = 0; start < rows.Length; start += width) model.Contributions(rows.AsSpan(start, width), parts.AsSpan(start, width));
        return parts;
    }

    private static ExplanationAggregate Aggregate(string? name) => name switch
    {
        null or "mean_abs" => ExplanationAggregate.MeanAbsolute,
        "mean_sq" => ExplanationAggregate.MeanSquare,
        "median" => ExplanationAggregate.Median,
        _ => throw new ClarifyException($"The agg_method '{name}' is none of mean_abs, mean_sq, median."),
    };
}
