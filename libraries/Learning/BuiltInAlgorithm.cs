using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning;

/// <summary>An algorithm put together from its declarations, its fit and its format.</summary>
/// <param name="hyperparameters">Declarations, under the algorithm's name.</param>
/// <param name="summary">One sentence for the documentation.</param>
/// <param name="fit">Reads the hyperparameters and fits.</param>
/// <param name="load">Loads what the fitted model saves.</param>
internal sealed class BuiltInAlgorithm(
    HyperparameterSet hyperparameters, string summary, BuiltInAlgorithm.FitFunction fit, Func<ModelFile, ITabularModel> load) : IAlgorithm
{
    public delegate ITabularModel FitFunction(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken);

    public string Name => Hyperparameters.Algorithm;

    public string Summary { get; } = summary;

    public HyperparameterSet Hyperparameters { get; } = hyperparameters;

    public bool NeedsLabel { get; init; } = true;

    public ITabularModel Fit(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken) =>
        fit(data, hyperparameters, context, cancellationToken);

    public ITabularModel Load(ModelFile file) => load(file);
}
