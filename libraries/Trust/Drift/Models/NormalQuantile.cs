namespace MlPlatform.Trust.Drift.Models;

/// <summary>Quantiles of the standard normal distribution.</summary>
internal static class NormalQuantile
{
    /// <summary>z such that |Z| ≤ z with this probability: Newton's steps on the tail, from Hastings' approximation (Abramowitz and Stegun 26.2.23).</summary>
    public static double TwoSided(double probability)
    {
        if (!(probability > 0 && probability < 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "A confidence lies between 0 and 1.");
        var tail = 1 - probability;
        var t = Math.Sqrt(-2 * Math.Log(tail / 2));
        var z = t - ((2.515517 + (0.802853 * t) + (0.010328 * t * t)) / (1 + (1.432788 * t) + (0.189269 * t * t) + (0.001308 * t * t * t)));
        for (var step = 0; step < 4; step++)
        {
            var density = 2 * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            z += (SpecialFunctions.NormalTwoSidedTail(z) - tail) / density;
        }

        return z;
    }
}
