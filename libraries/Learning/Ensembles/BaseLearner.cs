using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Ensembles;

/// <summary>An algorithm with the hyperparameters it is to be fitted with.</summary>
public sealed record BaseLearner(IAlgorithm Algorithm, IReadOnlyDictionary<string, string> Hyperparameters)
{
    /// <summary>An algorithm of the catalogue by its name.</summary>
    public static BaseLearner Of(string algorithm, params (string Name, string Value)[] hyperparameters) => new(
        AlgorithmCatalog.Find(algorithm) ?? throw new LearningException(
            $"There is no algorithm '{algorithm}'; there are {string.Join(", ", AlgorithmCatalog.All.Select(known => known.Name))}."),
        hyperparameters.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));

    internal ITabularModel Fit(TrainingData data, FitContext context, CancellationToken cancellationToken)
    {
        try
        {
            return Algorithm.Fit(data, Hyperparameters, context, cancellationToken);
        }
        catch (LearningException refusal)
        {
            throw new LearningException($"{Algorithm.Name} within the ensemble: {refusal.Message}", refusal);
        }
    }
}
