using System.Globalization;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>XGBoost's model document, as versions 1.0 to 3 write it, in our terms.</summary>
internal static class XgboostReader
{
    private const int MostOutputs = 10_000;

    public static ForeignModel Read(ForeignValue document)
    {
        var learner = document.Get("learner");
        var booster = learner.Get("gradient_booster");
        var name = booster.Text("name");
        var model = name switch
        {
            "gbtree" => booster.Get("model"),
            "dart" => booster.Get("gbtree").Get("model"),
            _ => throw ForeignValue.Refused($"its booster is '{name}'; gbtree and dart are read"),
        };
        var parameters = learner.Get("learner_model_param");
        var featureCount = Whole(parameters, "num_feature");
        var outputs = Math.Max(1, Whole(parameters, "num_class"));
        if (outputs > MostOutputs) throw ForeignValue.Refused($"it has {outputs} classes; {MostOutputs} are the most");
        if (parameters.Find("num_target") is not null && Whole(parameters, "num_target") > 1) throw ForeignValue.Refused("it predicts several targets");

        var objective = learner.Get("objective").Text("name");
        var (link, kind) = Outputs(objective);
        var scores = BaseScores(parameters.Text("base_score"), outputs);
        var trees = TreesByOutput(model, featureCount, outputs, name == "dart" ? booster.Numbers("weight_drop") : null);
        var ensemble = new TreeEnsemble(trees, [.. scores.Select(score => (double)Margin(link, score))], outputs, featureCount) { FloatSums = true };
        return new ForeignModel(ensemble, link, kind, Names(learner, featureCount), new Dictionary<string, string>(StringComparer.Ordinal) { ["objective"] = objective });
    }

    private static (MarginLink Link, OutputKind Kind) Outputs(string objective) => objective switch
    {
        "binary:logistic" => (MarginLink.Logistic, OutputKind.Probability),
        "reg:logistic" => (MarginLink.Logistic, OutputKind.Number),
        "multi:softprob" or "multi:softmax" => (MarginLink.Softmax, OutputKind.ClassProbabilities),
        "count:poisson" or "reg:gamma" or "reg:tweedie" or "survival:cox" or "survival:aft" => (MarginLink.Exponential, OutputKind.Number),
        "rank:pairwise" or "rank:ndcg" or "rank:map" => (MarginLink.Identity, OutputKind.Ranking),
        "reg:squarederror" or "reg:linear" or "reg:squaredlogerror" or "reg:pseudohubererror" or "reg:absoluteerror" or "reg:quantileerror"
            or "binary:logitraw" => (MarginLink.Identity, OutputKind.Number),
        _ => throw ForeignValue.Refused($"its objective is '{objective}', which is not known here"),
    };

    /// <summary>The margin of the base score, in the 32-bit floats in which XGBoost works it out.</summary>
    private static float Margin(MarginLink link, float score) => link switch
    {
        MarginLink.Logistic when score is > 0 and < 1 => -MathF.Log((1 / score) - 1),
        MarginLink.Logistic => throw ForeignValue.Refused($"its base_score is {score}, no probability"),
        MarginLink.Exponential => MathF.Log(score),
        _ => score,
    };

    private static float[] BaseScores(string text, int outputs)
    {
        var scores = text.Trim('[', ']').Split(',').Select(part =>
            float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && float.IsFinite(score)
                ? score
                : throw ForeignValue.Refused($"its base_score is '{text}'")).ToArray();
        if (scores.Length != 1 && scores.Length != outputs) throw ForeignValue.Refused($"it has {scores.Length} base scores for {outputs} outputs");
        return scores.Length == outputs ? scores : [.. Enumerable.Repeat(scores[0], outputs)];
    }

    /// <summary>The trees, those of one round side by side: tree t adds to output t % outputs.</summary>
    private static DecisionTree[] TreesByOutput(ForeignValue model, int featureCount, int outputs, double[]? weights)
    {
        var documents = model.Items("trees");
        var outputOf = model.Integers("tree_info", documents.Count);
        if (weights is not null && weights.Length != documents.Count) throw ForeignValue.Refused($"it has {documents.Count} trees and {weights.Length} weights");
        var perOutput = new List<DecisionTree>[outputs];
        for (var k = 0; k < outputs; k++) perOutput[k] = [];
        for (var t = 0; t < documents.Count; t++)
        {
            if ((uint)outputOf[t] >= (uint)outputs) throw ForeignValue.Refused($"tree {t} adds to output {outputOf[t]} of {outputs}");
            perOutput[outputOf[t]].Add(XgboostTree.Read(documents[t], featureCount, (float)(weights?[t] ?? 1)));
        }

        var rounds = perOutput[0].Count;
        if (Array.Exists(perOutput, trees => trees.Count != rounds)) throw ForeignValue.Refused("its outputs have different numbers of trees");
        return [.. Enumerable.Range(0, documents.Count).Select(t => perOutput[t % outputs][t / outputs])];
    }

    private static string[] Names(ForeignValue learner, int featureCount)
    {
        var names = learner.Texts("feature_names");
        if (names.Length != 0 && names.Length != featureCount) throw ForeignValue.Refused($"it has {featureCount} features and {names.Length} names");
        return names;
    }

    internal static int Whole(ForeignValue parameters, string name)
    {
        var text = parameters.Text(name);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw ForeignValue.Refused($"'{name}' is '{text}'");
    }
}
