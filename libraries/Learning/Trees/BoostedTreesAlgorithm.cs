using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees;

/// <summary>SageMaker's xgboost.</summary>
internal sealed class BoostedTreesAlgorithm : IAlgorithm
{
    public string Name => BoostedTreesModel.AlgorithmName;

    public string Summary => "Gradient-boosted trees: regression, classification, counts, quantiles and ranking.";

    public HyperparameterSet Hyperparameters => BoostedTreesOptions.Declarations;

    public bool NeedsLabel => true;

    public ITabularModel Fit(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken) =>
        BoostedTrees.Fit(data, BoostedTreesOptions.Parse(hyperparameters), context, cancellationToken);

    public ITabularModel Load(ModelFile file) => BoostedTreesModelFormat.Load(file);
}
