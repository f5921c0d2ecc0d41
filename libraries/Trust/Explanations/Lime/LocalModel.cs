namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>A linear model that answers like the explained one near one point: score ≈ intercept + Σ coefficient × interpretable feature.</summary>
/// <param name="Intercept">The model's answer where every interpretable feature is 0.</param>
/// <param name="Features">Which interpretable features it uses, the largest |coefficient| first.</param>
/// <param name="Coefficients">One per feature, in units of the score.</param>
/// <param name="StandardErrors">One per coefficient: how much it would vary if other samples had been drawn.</param>
/// <param name="RSquared">The weighted share of the variance of the scores that it explains; null where the scores do not vary.</param>
/// <param name="Prediction">What it says of the explained row itself.</param>
public sealed record LocalModel(
    double Intercept, IReadOnlyList<int> Features, IReadOnlyList<double> Coefficients, IReadOnlyList<double> StandardErrors, double? RSquared, double Prediction)
{
    /// <summary>The coefficient of a feature, 0 where the model does not use it.</summary>
    public double Coefficient(int feature)
    {
        for (var i = 0; i < Features.Count; i++)
        {
            if (Features[i] == feature) return Coefficients[i];
        }

        return 0;
    }
}
