using System.Globalization;
using MlPlatform.Learning;
using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;

namespace MlPlatform.Algorithms.Training;

/// <summary>Prints metrics as lines that a job's metric definitions find: as SageMaker's container of the algorithm prints them, and short.</summary>
/// <remarks>
/// XGBoost: a line per round, <c>[12]#011train-auc:0.9#011validation-auc:0.8</c>. The others:
/// <c>#quality_metric: host=algo-1, epoch=3, validation binary_classification_accuracy &lt;score&gt;=0.75</c>. Short, for all:
/// <c>validation:accuracy=0.75;</c>.
/// </remarks>
internal sealed class MetricLog(TextWriter output, string algorithm)
{
    private const string Train = "train";
    private const string Validation = "validation";

    private readonly bool isXgboost = algorithm == "xgboost";
    private OutputKind? kind;

    /// <summary>What is known after a round.</summary>
    public void Round(int round, RoundReport report, TrainingData? validation)
    {
        if (isXgboost)
        {
            Line(round, report.Figures ?? Losses(report));
            return;
        }

        kind ??= report.Model().Output.Kind;
        Loss(round, Train, report.TrainingLoss);
        if (report.ValidationLoss is { } loss) Loss(round, Validation, loss);
        if (validation is not null && report.Figures is null) Quality(round, Validation, report.Model(), validation);
        foreach (var (name, value) in report.Figures ?? Losses(report)) Short(name, value);
    }

    /// <summary>The quality of a model on a channel; returns what it printed, by short name.</summary>
    public IReadOnlyDictionary<string, double> Quality(int round, string channel, ITabularModel model, TrainingData data)
    {
        var printed = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in ReportedMetrics.Of(model, data, Environment.ProcessorCount))
        {
            printed[$"{channel}:{name}"] = value;
            if (!isXgboost) QualityLine(round, channel, SageMakerName(name, model.Output.Kind), "score", value);
            Short($"{channel}:{name}", value);
        }

        return printed;
    }

    private static SortedDictionary<string, double> Losses(RoundReport report)
    {
        var losses = new SortedDictionary<string, double>(StringComparer.Ordinal) { [$"{Train}:objective_loss"] = report.TrainingLoss };
        if (report.ValidationLoss is { } loss) losses[$"{Validation}:objective_loss"] = loss;
        return losses;
    }

    private void Line(int round, IReadOnlyDictionary<string, double> figures) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"[{round - 1}]{string.Concat(figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"#011{figure.Key.Replace(':', '-')}:{figure.Value:R}")))}"));

    private void Loss(int round, string channel, double loss)
    {
        var objective = kind switch
        {
            OutputKind.Probability => "binary_classification_cross_entropy_objective",
            OutputKind.ClassProbabilities => "multiclass_cross_entropy_objective",
            OutputKind.Number => "mse_objective",
            _ => "objective",
        };
        QualityLine(round, channel, objective, "loss", loss);
    }

    private void QualityLine(int round, string channel, string name, string unit, double value) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"#quality_metric: host=algo-1, epoch={round}, {channel} {name} <{unit}>={value:R}"));

    private void Short(string name, double value) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}={value:R};"));

    private static string SageMakerName(string name, OutputKind kind) => (name, kind) switch
    {
        ("accuracy", OutputKind.ClassProbabilities) => "multiclass_accuracy",
        ("accuracy", _) => "binary_classification_accuracy",
        ("auc", _) => "roc_auc_score",
        ("logloss", OutputKind.Probability) => "binary_classification_log_loss",
        ("f1", OutputKind.ClassProbabilities) => "macro_f_1.000",
        ("f1", _) => "binary_f_1.000",
        ("mae", _) => "absolute_loss",
        _ => name,
    };
}
