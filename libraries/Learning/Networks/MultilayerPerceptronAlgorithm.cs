using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Networks;

/// <summary>The multilayer perceptron, behind its name.</summary>
internal sealed class MultilayerPerceptronAlgorithm : IAlgorithm
{
    public string Name => NetworkModel.AlgorithmName;

    public string Summary => "A network of dense layers for numbers and classes, with learnt vectors for categories.";

    public HyperparameterSet Hyperparameters => NetworkOptions.Declarations;

    public bool NeedsLabel => true;

    public ITabularModel Fit(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken)
    {
        var options = NetworkOptions.Parse(hyperparameters);
        return MultilayerPerceptron.Fit(data, options with { Epochs = Math.Max(1, options.Epochs - context.RoundsDone) }, context, cancellationToken);
    }

    public ITabularModel Load(ModelFile file) => NetworkModelFormat.Load(file);
}
