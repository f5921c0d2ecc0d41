using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Neighbors;

/// <summary>SageMaker's knn.</summary>
internal sealed class KNearestAlgorithm : IAlgorithm
{
    public string Name => KNearestModel.AlgorithmName;

    public string Summary => "Answers with the labels of the k nearest training rows.";

    public HyperparameterSet Hyperparameters => KNearestOptions.Declarations;

    public bool NeedsLabel => true;

    public ITabularModel Fit(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken) =>
        KNearestNeighbors.Fit(data, KNearestOptions.Parse(hyperparameters), context, cancellationToken);

    public ITabularModel Load(ModelFile file) => KNearestFormat.Load(file);
}
