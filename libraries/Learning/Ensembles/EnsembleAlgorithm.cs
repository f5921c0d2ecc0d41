using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Ensembles;

/// <summary>Several algorithms put together. For other hyperparameters than their defaults use <see cref="Stacking"/> and <see cref="EnsembleSelection"/>.</summary>
internal sealed class EnsembleAlgorithm : IAlgorithm
{
    public const string AlgorithmName = "ensemble";

    public string Name => AlgorithmName;

    public string Summary => "Averages several algorithms, or puts a linear model on top of them.";

    public HyperparameterSet Hyperparameters => EnsembleOptions.Declarations;

    public bool NeedsLabel => true;

    public ITabularModel Fit(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken)
    {
        var options = EnsembleOptions.Parse(hyperparameters);
        if (data.RowCount == 0) throw new LearningException("There are no rows to learn from.");
        if (options.Algorithms.Count == 0) throw new LearningException("base_algorithms names no algorithm.");
        BaseLearner[] learners = [.. options.Algorithms.Select(options.Learner)];
        var folds = (options.Folds, options.Seed);
        var inner = Stacking.Inner(context);
        switch (options.Method)
        {
            case EnsembleMethod.Stacking:
                return Stacking.Fit(data, learners, options.Learner("linear-learner"), folds, context, cancellationToken);
            case EnsembleMethod.Averaging:
                return new AveragingEnsemble(Stacking.FitAll(data, learners, inner, cancellationToken));
            default:
                var metric = MetricCatalog.Get(options.Metric);
                var predictions = OutOfFold.Predict(data, learners, folds, inner, cancellationToken);
                var models = Stacking.FitAll(data, learners, inner, cancellationToken);
                return new AveragingEnsemble(
                    models, EnsembleSelection.Weights(predictions, new JudgedRows(data, models[0].Output, metric), options.SelectionRounds, cancellationToken));
        }
    }

    public ITabularModel Load(ModelFile file) => EnsembleFormat.Load(file);
}
