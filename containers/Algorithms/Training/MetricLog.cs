using System.Globalization;
using MlPlatform.Learning;
using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;

namespace MlPlatform.Algorithms.Training;

/// <summary>Prints metrics as lines that a job's metric definitions find.</summary>
/// <remarks>
/// Each metric twice: as SageMaker's linear learner prints it,
/// <c>#quality_metric: host=algo-1, epoch=3, validation binary_classification_accuracy &lt;score&gt;=0.75</c>, and short, <c>validation:accuracy=0.75;</c>.
/// </remarks>
internal sealed class MetricLog(TextWriter output)
{
    public void Loss(int epoch, string channel, bool classifier, double loss)
    {
        var objective = classifier ? "binary_classification_cross_entropy_objective" : "mse_objective";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"#quality_metric: host=algo-1, epoch={epoch}, {channel} {objective} <loss>={loss:R}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{channel}:objective_loss={loss:R};"));
    }

    /// <summary>The quality of a model on a channel; returns what it printed, by short name.</summary>
    public IReadOnlyDictionary<string, double> Quality(int epoch, string channel, ITabularModel model, TrainingData data)
    {
        var scores = model.Score(data.Features);
        var metrics = model.Output.IsClassifier ? Binary(scores, data, model.Output.Threshold) : Regression(scores, data);
        var printed = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, longName, value) in metrics)
        {
            if (!double.IsFinite(value)) continue;
            printed[$"{channel}:{name}"] = value;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"#quality_metric: host=algo-1, epoch={epoch}, {channel} {longName} <score>={value:R}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{channel}:{name}={value:R};"));
        }

        return printed;
    }

    private static (string, string, double)[] Binary(double[] scores, TrainingData data, double threshold)
    {
        var metrics = BinaryMetrics.Of(scores, data.Labels, data.Weights, threshold);
        return
        [
            ("accuracy", "binary_classification_accuracy", metrics.Accuracy),
            ("auc", "roc_auc_score", metrics.Auc),
            ("log_loss", "binary_classification_log_loss", metrics.LogLoss),
            ("precision", "precision", metrics.Precision),
            ("recall", "recall", metrics.Recall),
            ("f1", "binary_f_1.000", metrics.F1),
        ];
    }

    private static (string, string, double)[] Regression(double[] scores, TrainingData data)
    {
        var metrics = RegressionMetrics.Of(scores, data.Labels, data.Weights);
        return
        [
            ("mse", "mse", metrics.MeanSquaredError),
            ("rmse", "rmse", metrics.RootMeanSquaredError),
            ("mae", "absolute_loss", metrics.MeanAbsoluteError),
            ("r2", "r2", metrics.R2),
        ];
    }
}
