namespace MlPlatform.Trust;

/// <summary>Scores rows laid one after another. It may be called from several threads at once.</summary>
/// <param name="rows">Row-major values: a number as it is, NaN where missing, a category as its code.</param>
/// <param name="scores">To be filled: per row, one number per output of the model.</param>
public delegate void ScoringFunction(ReadOnlySpan<double> rows, Span<double> scores);

/// <summary>The derivatives of one output at a row, with respect to each of the row's values; 0 where there is none (a category, a missing value).</summary>
/// <param name="row">One row.</param>
/// <param name="output">Which of the model's outputs.</param>
/// <param name="gradient">To be filled: one number per value of the row.</param>
public delegate void GradientFunction(ReadOnlySpan<double> row, int output, Span<double> gradient);
