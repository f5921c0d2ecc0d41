namespace MlPlatform.Monitor.Quality;

/// <summary>What a model said of rows beside what is true.</summary>
/// <param name="Labels">What is true, per row.</param>
/// <param name="Inferences">The predicted label or number per row, or null where only probabilities are known.</param>
/// <param name="Probabilities">The probability of the positive class per row, or null.</param>
internal sealed record Predictions(IReadOnlyList<string> Labels, IReadOnlyList<string>? Inferences, IReadOnlyList<string>? Probabilities)
{
    public int Count => Labels.Count;
}
