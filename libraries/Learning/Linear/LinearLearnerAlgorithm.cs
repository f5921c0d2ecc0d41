using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Linear;

/// <summary>SageMaker's linear-learner.</summary>
internal sealed class LinearLearnerAlgorithm : IAlgorithm
{
    public string Name => LinearModel.AlgorithmName;

    public string Summary => "Linear and logistic regression.";

    public HyperparameterSet Hyperparameters => LinearLearnerOptions.Declarations;

    public bool NeedsLabel => true;

    public ITabularModel Fit(
        TrainingData data, IReadOnlyDictionary<string, string> hyperparameters, FitContext context, CancellationToken cancellationToken)
    {
        var options = LinearLearnerOptions.Parse(hyperparameters);
        return LinearLearner.Fit(data, options with { Epochs = Math.Max(1, options.Epochs - context.RoundsDone) }, context, cancellationToken);
    }

    public ITabularModel Load(ModelFile file) => LinearModelFormat.Load(file);
}
