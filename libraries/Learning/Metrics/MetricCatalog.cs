using System.Collections.Frozen;
using System.Globalization;

namespace MlPlatform.Learning.Metrics;

/// <summary>The one list of named metrics: XGBoost's names where it has one, with SageMaker's as aliases.</summary>
/// <remarks>
/// A name may carry a number after <c>@</c>: <c>error@0.7</c> (threshold), <c>ndcg@10</c>, <c>map@10</c>, <c>pre@10</c>, <c>mrr@10</c>, <c>top@3</c>
/// (first so many), <c>pinball@0.9</c> (quantile), <c>mphe@2</c> and <c>huber@2</c> (slope), <c>tweedie-nloglik@1.5</c> (power), <c>fbeta@2</c>.
/// </remarks>
public static class MetricCatalog
{
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["log_loss"] = "logloss", ["cross_entropy"] = "logloss", ["binary_classification_log_loss"] = "logloss",
        ["binary_classification_cross_entropy"] = "logloss", ["multiclass_cross_entropy"] = "mlogloss",
        ["roc_auc"] = "auc", ["roc_auc_score"] = "auc", ["pr_auc"] = "aucpr",
        ["binary_classification_accuracy"] = "accuracy", ["multiclass_accuracy"] = "accuracy", ["binary_f_beta"] = "f1",
        ["macro_f_1.000"] = "f1", ["f1_macro"] = "f1", ["absolute_loss"] = "mae", ["mean_squared_error"] = "mse", ["precision_at_k"] = "pre",
        ["quantile"] = "pinball", ["brier_score"] = "brier", ["ks"] = "kolmogorov_smirnov",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every metric by its plain name.</summary>
    public static IReadOnlyList<Metric> All { get; } = [.. ClassEntries.All, .. ScoreEntries.All, .. RegressionEntries.All, .. RankingEntries.All, .. ClusterEntries.All];

    private static readonly FrozenDictionary<string, Metric> ByName = All.ToFrozenDictionary(metric => metric.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Func<double, MetricFunction>> Parameterized = new Dictionary<string, Func<double, MetricFunction>>(StringComparer.Ordinal)
    {
        ["error"] = threshold => rows => ConfusionCounts.Of(rows.Outputs, rows.Labels, rows.Weights, threshold).Error,
        ["fbeta"] = beta => rows => ConfusionCounts.Of(rows.Outputs, rows.Labels, rows.Weights, rows.Threshold).FBeta(beta),
        ["top"] = top => rows => MulticlassMetrics.TopAccuracy(rows.Outputs, rows.Labels, rows.Width, (int)top, rows.Weights),
        ["pinball"] = quantile => rows => RegressionErrors.Pinball(rows.Outputs, rows.Labels, rows.Weights, quantile),
        ["huber"] = slope => rows => RegressionErrors.Huber(rows.Outputs, rows.Labels, rows.Weights, slope),
        ["mphe"] = slope => rows => RegressionErrors.PseudoHuber(rows.Outputs, rows.Labels, rows.Weights, slope),
        ["tweedie-nloglik"] = power => rows => RegressionErrors.TweedieLogLoss(rows.Outputs, rows.Labels, rows.Weights, power),
        ["ndcg"] = top => rows => RankingMetrics.Ndcg(rows.Outputs, rows.Labels, rows.Groups, (int)top),
        ["map"] = top => rows => RankingMetrics.MeanAveragePrecision(rows.Outputs, rows.Labels, rows.Groups, (int)top),
        ["mrr"] = top => rows => RankingMetrics.MeanReciprocalRank(rows.Outputs, rows.Labels, rows.Groups, (int)top),
        ["pre"] = top => rows => RankingMetrics.Precision(rows.Outputs, rows.Labels, rows.Groups, (int)top),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The metric of a name, of an alias, or of a name with a number after <c>@</c>; null where there is none.</summary>
    public static Metric? Find(string name)
    {
        name = Aliases.GetValueOrDefault(name, name);
        if (ByName.TryGetValue(name, out var metric)) return metric;
        var at = name.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return null;
        var plain = Aliases.GetValueOrDefault(name[..at], name[..at]);
        return Parameterized.TryGetValue(plain, out var make)
            && double.TryParse(name.AsSpan(at + 1).TrimEnd('-'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? new Metric(name, ByName.GetValueOrDefault(plain)?.Direction == MetricDirection.Minimize ? MetricDirection.Minimize : MetricDirection.Maximize, make(number), $"{plain} at {name[(at + 1)..]}.")
            : null;
    }

    /// <summary>The metric of a name.</summary>
    /// <exception cref="LearningException">There is none; the message lists them.</exception>
    public static Metric Get(string name) => Find(name) ?? throw new LearningException(
        $"There is no metric '{name}'; there are {string.Join(", ", All.Select(metric => metric.Name))}.");
}
