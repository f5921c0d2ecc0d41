namespace MlPlatform.Monitor.Quality;

/// <summary>One figure of a model's quality.</summary>
/// <param name="Name">Model Monitor's name.</param>
/// <param name="HigherIsBetter">Which way is worse: what a constraint guards against.</param>
/// <param name="IsConstrained">Whether a baseline suggests a constraint for it.</param>
internal sealed record QualityMeasure(string Name, bool HigherIsBetter, bool IsConstrained);

/// <summary>A figure as found.</summary>
/// <param name="Measure">Which.</param>
/// <param name="Value">NaN where it is undefined, as precision is where nothing is predicted positive.</param>
/// <param name="StandardDeviation">Over samples of the rows; NaN where the rows are too few.</param>
internal sealed record QualityFigure(QualityMeasure Measure, double Value, double StandardDeviation);
