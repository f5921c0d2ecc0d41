namespace MlPlatform.Trust.Explanations;

/// <summary>A model as this library sees it: scores for rows laid one after another.</summary>
/// <param name="rows">Row-major values, <paramref name="width"/> per row.</param>
/// <param name="width">How many features a row has.</param>
/// <param name="scores">One score per row, to be filled.</param>
public delegate void ScoringFunction(ReadOnlySpan<double> rows, int width, Span<double> scores);
