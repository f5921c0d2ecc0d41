using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees.Objectives;

namespace MlPlatform.Learning.Trees;

/// <summary>Measures each round and says when the validation metric has stopped getting better.</summary>
internal sealed class BoostingProgress
{
    private readonly BoostingRows training;
    private readonly MarginLink link;
    private readonly JudgedRows? held;
    private readonly int patience;
    private readonly Metric loss;
    private readonly Metric[] metrics;
    private JudgedRows? judgedTraining;
    private double best = double.NaN;
    private double trainingLoss = double.NaN;
    private double? heldFigure;
    private SortedDictionary<string, double>? figures;
    private int bestRound, lastRound;

    public BoostingProgress(BoostingRows training, BoostingRows? held, Objective objective, BoostedTreesOptions options)
    {
        (this.training, link) = (training, objective.Link);
        this.held = held is null ? null : new JudgedRows(held, link);
        patience = options.EarlyStoppingRounds;
        loss = Find(objective.Metric, options);
        metrics = [.. options.EvalMetrics.Select(name => Find(name, options))];
        if (metrics.Length == 0) metrics = [loss];
        if (patience > 0 && held is null) throw new LearningException("The hyperparameter early_stopping_rounds needs validation data.");
    }

    public bool GoesOn { get; private set; } = true;

    /// <summary>How many rounds to keep.</summary>
    public int BestRound => patience > 0 ? bestRound : lastRound;

    /// <summary>Takes a round's figures; those of the training rows only where somebody wants them.</summary>
    public void Measure(int round, bool withTraining)
    {
        lastRound = round;
        figures = null;
        if (held is not null && (patience > 0 || withTraining)) held.Refresh();
        if (withTraining) TakeFigures();
        if (held is null || (patience == 0 && !withTraining)) return;
        var deciding = metrics[^1];
        var figure = figures?[$"validation:{deciding.Name}"] ?? held.Of(deciding);
        heldFigure = figure;
        if (bestRound == 0 || deciding.IsBetter(figure, best)) (best, bestRound) = (figure, round);
        if (patience > 0 && round - bestRound >= patience) GoesOn = false;
    }

    public RoundReport Report(int round, Func<ITabularModel> model) => new(round, trainingLoss, heldFigure, model) { Figures = figures };

    private void TakeFigures()
    {
        judgedTraining ??= new JudgedRows(training, link);
        judgedTraining.Refresh();
        trainingLoss = judgedTraining.Of(loss);
        figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            figures[$"train:{metric.Name}"] = metric == loss ? trainingLoss : judgedTraining.Of(metric);
            if (held is not null) figures[$"validation:{metric.Name}"] = held.Of(metric);
        }
    }

    /// <summary>A metric under the name that was asked for; those that the objective has a number for take it from the hyperparameters.</summary>
    private static Metric Find(string name, BoostedTreesOptions options)
    {
        var full = name switch
        {
            "quantile" => FormattableString.Invariant($"pinball@{options.QuantileAlpha}"),
            "tweedie-nloglik" => FormattableString.Invariant($"tweedie-nloglik@{options.TweedieVariancePower}"),
            _ => name,
        };
        var metric = MetricCatalog.Find(full) ?? throw new LearningException(
            $"The hyperparameter eval_metric names '{name}'; there are {string.Join(", ", MetricCatalog.All.Select(known => known.Name))}.");
        return metric with { Name = name };
    }
}
