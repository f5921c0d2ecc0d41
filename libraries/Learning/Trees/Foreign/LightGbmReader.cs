using System.Globalization;
using System.Text;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>LightGBM's model text, versions 2 to 4, in our terms.</summary>
internal static class LightGbmReader
{
    private const int MostOutputs = 10_000;

    public static ForeignModel Read(ReadOnlySpan<byte> text)
    {
        var (header, sections) = Cut(Encoding.UTF8.GetString(text));
        if (header.Find("tree_sizes") is { Length: > 0 } && header.Words("tree_sizes").Length is var sizes && sizes != sections.Count)
        {
            throw LightGbmSection.Refused($"its header announces {sizes} trees and it holds {sections.Count}");
        }

        var outputs = header.Has("num_tree_per_iteration") ? header.Integer("num_tree_per_iteration") : 1;
        if (outputs is < 1 or > MostOutputs) throw LightGbmSection.Refused($"it has {outputs} trees per iteration");
        if (sections.Count % outputs != 0) throw LightGbmSection.Refused($"it has {sections.Count} trees, {outputs} per iteration");
        var featureCount = header.Integer("max_feature_idx") + 1;
        var names = header.Words("feature_names");
        if (names.Length != featureCount) throw LightGbmSection.Refused($"it has {featureCount} features and {names.Length} names");

        var objective = header.Find("objective") ?? "custom";
        var (link, kind, scale) = Outputs(objective);
        if (kind != OutputKind.ClassProbabilities && outputs > 1) throw LightGbmSection.Refused($"its objective '{objective}' has {outputs} outputs");
        if (header.Has("average_output"))
        {
            scale = (HoldsPredictions(header) ? 1 : scale) / Math.Max(1, sections.Count / outputs);
            if (HoldsPredictions(header)) link = MarginLink.Identity;
        }

        var trees = sections.ConvertAll(section => LightGbmTree.Read(section, featureCount, scale));
        var ensemble = new TreeEnsemble(trees, new double[outputs], outputs, featureCount);
        return new ForeignModel(ensemble, link, kind, names, new Dictionary<string, string>(StringComparer.Ordinal) { ["objective"] = objective });
    }

    /// <summary>The leaves of a random forest of version 2 hold predictions; later ones hold margins.</summary>
    private static bool HoldsPredictions(LightGbmSection header) => header.Find("version") is "v2";

    private static (LightGbmSection Header, List<LightGbmSection> Trees) Cut(string text)
    {
        var header = new LightGbmSection("its header");
        var trees = new List<LightGbmSection>();
        var current = header;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim();
            if (line is "end of trees" || line.StartsWith("feature importances") || line.StartsWith("feature_importances")) return (header, trees);
            if (line.StartsWith("Tree=")) trees.Add(current = new LightGbmSection($"tree {trees.Count}"));
            else if (!line.IsEmpty) current.Add(line);
        }

        throw LightGbmSection.Refused("it ends before the end of its trees");
    }

    /// <summary>From the objective's line: the link, what it gives, and the factor that the link puts before a margin.</summary>
    private static (MarginLink Link, OutputKind Kind, double Scale) Outputs(string objective)
    {
        var words = objective.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Array.IndexOf(words, "sqrt") > 0) throw LightGbmSection.Refused("it was trained on square roots of the label (reg_sqrt)");
        return words.FirstOrDefault() switch
        {
            "binary" => (MarginLink.Logistic, OutputKind.Probability, Sigmoid(words)),
            "cross_entropy" => (MarginLink.Logistic, OutputKind.Probability, 1),
            "multiclass" => (MarginLink.Softmax, OutputKind.ClassProbabilities, 1),
            "poisson" or "gamma" or "tweedie" => (MarginLink.Exponential, OutputKind.Number, 1),
            "lambdarank" or "rank_xendcg" => (MarginLink.Identity, OutputKind.Ranking, 1),
            "regression" or "regression_l1" or "huber" or "fair" or "quantile" or "mape" or "custom" => (MarginLink.Identity, OutputKind.Number, 1),
            _ => throw LightGbmSection.Refused($"its objective is '{objective}', which is not known here"),
        };
    }

    private static double Sigmoid(string[] words)
    {
        const string Name = "sigmoid:";
        var word = Array.Find(words, w => w.StartsWith(Name, StringComparison.Ordinal));
        if (word is null) return 1;
        return double.TryParse(word.AsSpan(Name.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value)
            ? value
            : throw LightGbmSection.Refused($"its objective says '{word}'");
    }
}
