namespace MlPlatform.Trust.Explanations;

/// <summary>Shapley values of a linear score f(x) = b + Σ w_i x_i, exact where features are taken as independent.</summary>
/// <remarks>φ_i = w_i (x_i − E[x_i]), base value b + Σ w_i E[x_i]. For a logistic model the score is the log-odds.</remarks>
public static class LinearShap
{
    public static Explanation Explain(
        IReadOnlyList<string> features, ReadOnlySpan<double> coefficients, double intercept, Background background, ReadOnlySpan<double> rows)
    {
        var width = coefficients.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(background.Width, width, nameof(background));
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Count, width, nameof(features));

        var means = background.Means;
        var baseValue = intercept;
        for (var i = 0; i < width; i++) baseValue += coefficients[i] * means[i];

        var values = new double[rows.Length];
        for (var start = 0; start + width <= rows.Length; start += width)
        {
            for (var i = 0; i < width; i++) values[start + i] = coefficients[i] * (rows[start + i] - means[i]);
        }

        return new Explanation(features, [baseValue], values);
    }
}
