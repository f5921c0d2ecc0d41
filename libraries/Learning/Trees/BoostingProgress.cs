using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees.Objectives;

namespace MlPlatform.Learning.Trees;

/// <summary>Measures each round and says when the validation metric has stopped getting better.</summary>
internal sealed class BoostingProgress
{
    private readonly BoostingRows training;
    private readonly BoostingRows? held;
    private readonly int patience;
    private readonly EvalMetric loss;
    private readonly EvalMetric[] metrics;
    private double best = double.NaN;
    private double trainingLoss = double.NaN;
    private double? heldFigure;
    private SortedDictionary<string, double>? figures;
    private int lastRound;

    public BoostingProgress(BoostingRows training, BoostingRows? held, Objective objective, BoostedTreesOptions options)
    {
        (this.training, this.held) = (training, held);
        patience = options.EarlyStoppingRounds;
        loss = EvalMetric.Find(objective.Metric, objective, options);
        metrics = [.. options.EvalMetrics.Select(name => EvalMetric.Find(name, objective, options))];
        if (metrics.Length == 0) metrics = [loss];
        if (patience > 0 && held is null) throw new LearningException("The hyperparameter early_stopping_rounds needs validation data.");
    }

    public bool GoesOn { get; private set; } = true;

    /// <summary>How many rounds to keep.</summary>
    public int BestRound => patience > 0 ? bestRound : lastRound;

    private int bestRound;

    /// <summary>Takes a round's figures; the training loss only where somebody wants it.</summary>
    public void Measure(int round, bool withTrainingLoss)
    {
        lastRound = round;
        if (withTrainingLoss) TakeFigures();
        if (held is null || (patience == 0 && !withTrainingLoss)) return;
        var deciding = metrics[^1];
        var figure = figures?.GetValueOrDefault($"validation:{deciding.Name}", double.NaN) ?? deciding.Of(held);
        heldFigure = figure;
        if (double.IsNaN(best) || (deciding.HigherIsBetter ? figure > best : figure < best)) (best, bestRound) = (figure, round);
        if (patience > 0 && round - bestRound >= patience) GoesOn = false;
    }

    public RoundReport Report(int round, Func<ITabularModel> model) => new(round, trainingLoss, heldFigure, model) { Figures = figures };

    private void TakeFigures()
    {
        trainingLoss = loss.Of(training);
        figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            figures[$"train:{metric.Name}"] = metric == loss ? trainingLoss : metric.Of(training);
            if (held is not null) figures[$"validation:{metric.Name}"] = metric.Of(held);
        }
    }
}
