using System.Text.RegularExpressions;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;
using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;

namespace MlPlatform.Training.Domain;

/// <summary>The metric definitions of built-in algorithms, which a request need not repeat.</summary>
/// <remarks>Their container prints a metric as <c>split:name=value;</c>, that of XGBoost as <c>#011split-name:value</c> too, the others also as SageMaker's own do.</remarks>
internal static class BuiltInMetrics
{
    private const string Loss = "objective_loss";

    private static readonly string[] XgboostNames =
        ["aucpr", "error", "mape", "merror", "mlogloss", "mphe", "poisson-nloglik", "rmsle", "gamma-deviance"];

    private static readonly string[] LinearLearnerNames = ["binary_classification_accuracy", "roc_auc_score"];

    /// <summary>The definitions of an image's algorithm, or null where it is none of ours.</summary>
    public static IReadOnlyList<MetricDefinition>? DefinitionsOf(string image)
    {
        if (BuiltInImages.AlgorithmOf(image) is not { } algorithm) return null;
        string[] names = [Loss, .. OutputsOf(algorithm).SelectMany(ReportedMetrics.NamesFor), .. algorithm == "xgboost" ? XgboostNames : []];
        return
        [
            .. from split in (string[])["train", "validation", "test"]
               from definition in Definitions(split, names.Distinct(StringComparer.Ordinal), algorithm)
               select definition,
        ];
    }

    private static OutputKind[] OutputsOf(string algorithm) => algorithm switch
    {
        "kmeans" => [OutputKind.Cluster],
        "pca" => [],
        "randomcutforest" => [OutputKind.AnomalyScore],
        "xgboost" => [OutputKind.Number, OutputKind.Probability, OutputKind.ClassProbabilities, OutputKind.Ranking],
        _ => [OutputKind.Number, OutputKind.Probability, OutputKind.ClassProbabilities],
    };

    private static IEnumerable<MetricDefinition> Definitions(string split, IEnumerable<string> names, string algorithm) =>
    [
        .. names.Select(name => new MetricDefinition { Name = $"{split}:{name}", Regex = $@"(?:^|#011){split}[:-]{Regex.Escape(name)}[=:]([^;#\s]+)" }),
        .. (algorithm == "linear-learner" ? LinearLearnerNames : []).Select(name => new MetricDefinition
        {
            Name = $"{split}:{name}",
            Regex = $@"#quality_metric: host=\S+, epoch=\S+, {split} {name} <\w+>=(\S+)",
        }),
    ];
}
