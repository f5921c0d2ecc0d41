using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning;

/// <summary>One built-in algorithm behind its name: what a training container, a model reader and the documentation need to know of it.</summary>
public interface IAlgorithm
{
    /// <summary>SageMaker's name of the algorithm's image, where it has one.</summary>
    string Name { get; }

    /// <summary>One sentence for the documentation.</summary>
    string Summary { get; }

    HyperparameterSet Hyperparameters { get; }

    /// <summary>Whether the training data has a label column.</summary>
    bool NeedsLabel { get; }

    /// <summary>Fits a model; the same data, hyperparameters and seed give the same model bytes with any number of threads.</summary>
    ITabularModel Fit(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken);

    /// <summary>Loads what a model of this algorithm saved.</summary>
    ITabularModel Load(ModelFile file);
}
