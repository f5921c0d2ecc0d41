using System.Collections.Frozen;
using MlPlatform.Learning.Anomalies;
using MlPlatform.Learning.Clustering;
using MlPlatform.Learning.Decomposition;
using MlPlatform.Learning.Ensembles;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Neighbors;
using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Trees;

namespace MlPlatform.Learning;

/// <summary>The list of built-in algorithms.</summary>
public static class AlgorithmCatalog
{
    public static IReadOnlyList<IAlgorithm> All { get; } =
    [
        new BuiltInAlgorithm(
            LinearLearnerOptions.Declarations, "Linear and logistic regression.", FitLinear, LinearModelFormat.Load),
        new BuiltInAlgorithm(
            BoostedTreesOptions.Declarations, "Gradient-boosted trees: regression, classification, counts, quantiles and ranking.",
            (data, given, context, stop) => BoostedTrees.Fit(data, BoostedTreesOptions.Parse(given), context, stop), BoostedTreesModelFormat.Load),
        new BuiltInAlgorithm(
            NetworkOptions.Declarations, "A network of dense layers for numbers and classes, with learnt vectors for categories.",
            FitNetwork, NetworkModelFormat.Load),
        new BuiltInAlgorithm(
            KMeansOptions.Declarations, "Groups rows around k centres, over all rows or in mini-batches.",
            (data, given, context, stop) => KMeans.Fit(data, KMeansOptions.Parse(given), context, stop), KMeansFormat.Load) { NeedsLabel = false },
        new BuiltInAlgorithm(
            PcaOptions.Declarations, "Principal components: the few directions along which rows vary most.",
            (data, given, context, stop) => Pca.Fit(data, PcaOptions.Parse(given), context, stop), PcaFormat.Load) { NeedsLabel = false },
        new BuiltInAlgorithm(
            KNearestOptions.Declarations, "Answers with the labels of the k nearest training rows.",
            (data, given, context, stop) => KNearestNeighbors.Fit(data, KNearestOptions.Parse(given), context, stop), KNearestFormat.Load),
        new BuiltInAlgorithm(
            RandomCutForestOptions.Declarations, "Scores how unusual a row is, by how easily random cuts part it from the others.",
            (data, given, context, stop) => RandomCutForest.Fit(data, RandomCutForestOptions.Parse(given), context, stop), RandomCutForestFormat.Load)
            { NeedsLabel = false },
        new EnsembleAlgorithm(),
    ];

    private static readonly FrozenDictionary<string, IAlgorithm> ByName = All.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);

    public static IAlgorithm? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Epochs that a model to go on from has had already count.</summary>
    private static ITabularModel FitLinear(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken)
    {
        var options = LinearLearnerOptions.Parse(hyperparameters);
        return LinearLearner.Fit(data, options with { Epochs = Math.Max(1, options.Epochs - context.RoundsDone) }, context, cancellationToken);
    }

    /// <inheritdoc cref="FitLinear"/>
    private static ITabularModel FitNetwork(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken)
    {
        var options = NetworkOptions.Parse(hyperparameters);
        return MultilayerPerceptron.Fit(data, options with { Epochs = Math.Max(1, options.Epochs - context.RoundsDone) }, context, cancellationToken);
    }
}
