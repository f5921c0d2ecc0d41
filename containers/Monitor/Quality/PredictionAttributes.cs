namespace MlPlatform.Monitor.Quality;

/// <summary>Where a row has what the model said and what is true: a position, a column's name or a path into JSON.</summary>
/// <param name="Inference">The predicted label or number, or null.</param>
/// <param name="Probability">The probability of the positive class, or null.</param>
/// <param name="Threshold">From which probability on the positive class is predicted; a half where it is null.</param>
/// <param name="GroundTruth">The label, where it is a column of the data; null where labels come on their own.</param>
internal sealed record PredictionAttributes(string? Inference, string? Probability, double? Threshold, string? GroundTruth);
