using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Clustering;

/// <summary>SageMaker's kmeans.</summary>
internal sealed class KMeansAlgorithm : IAlgorithm
{
    public string Name => KMeansModel.AlgorithmName;

    public string Summary => "Groups rows around k centres, over all rows or in mini-batches.";

    public HyperparameterSet Hyperparameters => KMeansOptions.Declarations;

    public bool NeedsLabel => false;

    public ITabularModel Fit(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken) =>
        KMeans.Fit(data, KMeansOptions.Parse(hyperparameters), context, cancellationToken);

    public ITabularModel Load(ModelFile file) => KMeansFormat.Load(file);
}
