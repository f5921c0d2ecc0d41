namespace MlPlatform.Trust.Explanations;

/// <summary>Shapley values of linear scores f(x) = b + Σ w_i x_i, exact where features are taken as independent.</summary>
/// <remarks>φ_i = w_i (x_i − E[x_i]), base value b + Σ w_i E[x_i]. For a logistic model the score is the log-odds.</remarks>
public static class LinearShap
{
    /// <summary>One score.</summary>
    public static Explanation Explain(
        IReadOnlyList<string> features, ReadOnlySpan<double> coefficients, double intercept, Background background, ReadOnlySpan<double> rows) =>
        Explain(features, coefficients, [intercept], background, rows);

    /// <summary>Several scores.</summary>
    /// <param name="features">The names of the features, in order.</param>
    /// <param name="coefficients">Scores × features.</param>
    /// <param name="intercepts">One per score.</param>
    /// <param name="background">Its means stand for absent features.</param>
    /// <param name="rows">Row-major values.</param>
    /// <exception cref="TrustException">A row or the background has a gap; the message names feature and row.</exception>
    public static Explanation Explain(
        IReadOnlyList<string> features, ReadOnlySpan<double> coefficients, ReadOnlySpan<double> intercepts, Background background, ReadOnlySpan<double> rows)
    {
        int width = features.Count, outputs = intercepts.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(background.Width, width, nameof(background));
        ArgumentOutOfRangeException.ThrowIfNotEqual(coefficients.Length, width * outputs, nameof(coefficients));
        if (rows.Length % width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {width}.", nameof(rows));

        var means = background.Means;
        var baseValues = intercepts.ToArray();
        for (var i = 0; i < coefficients.Length; i++) baseValues[i / width] += coefficients[i] * means[i % width];

        var values = new double[rows.Length * outputs];
        for (var cell = 0; cell < values.Length; cell++)
        {
            var feature = cell % width;
            var row = cell / coefficients.Length;
            values[cell] = coefficients[cell % coefficients.Length] * (rows[(row * width) + feature] - means[feature]);
            if (!double.IsFinite(values[cell])) throw new TrustException($"The contribution of {features[feature]} to row {row + 1} is no number: a linear score needs rows and background without gaps.");
        }

        return new Explanation(features, baseValues, values);
    }
}
