using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Anomalies;

/// <summary>SageMaker's randomcutforest.</summary>
internal sealed class RandomCutForestAlgorithm : IAlgorithm
{
    public string Name => RandomCutForestModel.AlgorithmName;

    public string Summary => "Scores how unusual a row is, by how easily random cuts part it from the others.";

    public HyperparameterSet Hyperparameters => RandomCutForestOptions.Declarations;

    public bool NeedsLabel => false;

    public ITabularModel Fit(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken) =>
        RandomCutForest.Fit(data, RandomCutForestOptions.Parse(hyperparameters), context, cancellationToken);

    public ITabularModel Load(ModelFile file) => RandomCutForestFormat.Load(file);
}
