using System.Runtime.Intrinsics;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Binning;
using MlPlatform.Learning.Trees.Growing;
using MlPlatform.Learning.Trees.Objectives;

namespace MlPlatform.Learning.Trees;

/// <summary>Gradient-boosted trees by histograms. Keeps nothing between calls; the same input gives the same model bytes at any number of threads.</summary>
public static class BoostedTrees
{
    public static BoostedTreesModel Fit(TrainingData data, BoostedTreesOptions options, FitContext context, CancellationToken cancellationToken) =>
        Fit(data, options, context, Vector256.IsHardwareAccelerated, cancellationToken);

    /// <param name="data">Features, labels, weights and groups.</param>
    /// <param name="options">The hyperparameters.</param>
    /// <param name="context">Threads, validation data, a model to go on from.</param>
    /// <param name="vectorized">Whether kernels use vectors; the model is the same.</param>
    /// <param name="cancellationToken">Looked at before every tree.</param>
    internal static BoostedTreesModel Fit(
        TrainingData data, BoostedTreesOptions options, FitContext context, bool vectorized, CancellationToken cancellationToken)
    {
        BoostingData.Check(data, context);
        var objective = ObjectiveCatalog.Make(options, BoostingData.ClassCount(data, options), vectorized);
        BoostingData.CheckClasses(data, objective);
        var start = StartOf(context, data, objective);
        var inputs = start?.Inputs ?? InputColumn.Of(data.Features);
        using var team = new WorkerTeam(options.Threads == 0 ? context.Threads : Math.Min(options.Threads, context.Threads));

        var binner = new Binner(inputs, options.MaxBins, team);
        var training = new BoostedRows(binner.Fit(data.Features), BoostingData.Rows(data, objective, options));
        var held = context.Validation is { } validation
            ? new BoostedRows(binner.Apply(validation.Features, training.Bins.Columns), BoostingData.Rows(validation, objective, options))
            : null;
        var baseMargins = start?.Ensemble.BaseMargins ?? BaseMargins(objective, training.Rows, options);
        var booster = new Booster(training, held, objective, options, new FitTools(inputs, team, vectorized));
        var progress = new BoostingProgress(training.Rows, held?.Rows, objective, options);
        booster.Begin(baseMargins);

        for (var round = 1; round <= options.Rounds && progress.GoesOn; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var replayed = start is not null && round <= start.Rounds;
            if (replayed) booster.Replay(start!, round, data.Features, context.Validation?.Features);
            else booster.Round(round);
            progress.Measure(round, context.OnRound is not null && !replayed);
            if (replayed) continue;
            context.OnRound?.Invoke(progress.Report(round - (start?.Rounds ?? 0), () => Model(booster.Trees)));
            if (context.StopEarly.IsCancellationRequested) break;
        }

        return Model([.. booster.Trees.Take(progress.BestRound * objective.Outputs)]);

        BoostedTreesModel Model(IReadOnlyList<DecisionTree> trees) => new(
            inputs, new TreeEnsemble([.. trees], baseMargins, objective.Outputs, inputs.Count), objective.Link,
            new ModelOutput(objective.Kind, objective.Outputs, data.Label), options.Values.Texts);
    }

    private static double[] BaseMargins(Objective objective, BoostingRows rows, BoostedTreesOptions options)
    {
        if (double.IsNaN(options.BaseScore)) return objective.BaseMargins(rows);
        var margin = objective.Outputs == 1 ? objective.Link.MarginOf(options.BaseScore) : options.BaseScore;
        if (!double.IsFinite(margin)) throw new LearningException($"The hyperparameter base_score is {options.BaseScore}, which {options.Objective} never predicts.");
        return [.. Enumerable.Repeat(margin, objective.Outputs)];
    }

    private static BoostedTreesModel? StartOf(FitContext context, TrainingData data, Objective objective)
    {
        if (context.Start is null) return null;
        if (context.Start is not BoostedTreesModel start) throw new LearningException($"Training cannot go on from a model of {context.Start.Algorithm}.");
        var (expected, given) = (start.Inputs.Select(i => i.Name), data.Features.Columns.Select(c => c.Name));
        if (!expected.SequenceEqual(given)) throw new LearningException($"The model to go on from has the columns {string.Join(", ", expected)}; the data has {string.Join(", ", given)}.");
        if (start.Link != objective.Link || start.Ensemble.Outputs != objective.Outputs) throw new LearningException("The model to go on from was trained with another objective.");
        return start;
    }
}

/// <summary>Rows with their bins, labels and margins.</summary>
internal sealed record BoostedRows(BinnedTable Bins, BoostingRows Rows);
