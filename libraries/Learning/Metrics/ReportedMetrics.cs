using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Metrics;

/// <summary>The figures that are reported of a fitted model when nobody asks for others.</summary>
public static class ReportedMetrics
{
    /// <summary>The names, in <see cref="MetricCatalog"/>, for a kind of output.</summary>
    public static IReadOnlyList<string> NamesFor(OutputKind kind) => kind switch
    {
        OutputKind.Number => ["mae", "mse", "r2", "rmse"],
        OutputKind.Probability => ["accuracy", "auc", "balanced_accuracy", "f1", "logloss", "precision", "recall"],
        OutputKind.ClassProbabilities => ["accuracy", "balanced_accuracy", "f1", "logloss", "precision", "recall"],
        OutputKind.Ranking => ["map", "ndcg"],
        OutputKind.Cluster => ["msd", "ssd"],
        OutputKind.AnomalyScore => ["auc", "average_precision"],
        _ => [],
    };

    /// <summary>The figures of a model on data; those that are not defined there (AUC of one class) are left out.</summary>
    public static IReadOnlyDictionary<string, double> Of(ITabularModel model, TrainingData data, int threads = 1)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (data.Labels.Length == 0 && model.Output.Kind != OutputKind.Cluster) return values;
        var rows = new MetricRows(model.Score(data.Features, threads), data.Labels, data.Weights, model.Output.Width)
        {
            Groups = data.Groups,
            Threshold = model.Output.Threshold,
        };
        foreach (var name in NamesFor(model.Output.Kind))
        {
            var value = MetricCatalog.Get(name).Compute(rows);
            if (double.IsFinite(value)) values[name] = value;
        }

        return values;
    }
}
