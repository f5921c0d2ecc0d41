using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Decomposition;

/// <summary>SageMaker's pca.</summary>
internal sealed class PcaAlgorithm : IAlgorithm
{
    public string Name => PcaModel.AlgorithmName;

    public string Summary => "Principal components: the few directions along which rows vary most.";

    public HyperparameterSet Hyperparameters => PcaOptions.Declarations;

    public bool NeedsLabel => false;

    public ITabularModel Fit(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken) =>
        Pca.Fit(data, PcaOptions.Parse(hyperparameters), context, cancellationToken);

    public ITabularModel Load(ModelFile file) => PcaFormat.Load(file);
}
