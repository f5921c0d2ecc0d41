namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>Fits the local model of one output: weighted ridge, the intercept unpenalised.</summary>
/// <remarks>
/// b minimises Σ w (y − b₀ − bᵀx)² + α‖b‖². The standard errors are White's (1980) for weighted samples: with A = (G + αI)⁻¹ and
/// residuals r, Var b = A (Σ w² r² (x − x̄)(x − x̄)ᵀ) A; they ask neither that the model be linear nor that the weights be variances.
/// </remarks>
internal static class LocalFit
{
    public static LocalModel[] All(Neighbourhood samples, LimeSelection selection, int count, double alpha)
    {
        var moments = new WeightedMoments(samples);
        var models = new LocalModel[samples.Outputs];
        for (var output = 0; output < models.Length; output++)
        {
            models[output] = Of(samples, moments, output, FeatureSelection.Choose(selection, count, samples, moments, output), alpha);
        }

        return models;
    }

    private static LocalModel Of(Neighbourhood samples, WeightedMoments moments, int output, int[] features, double alpha)
    {
        var system = new RidgeSystem(moments, features, alpha);
        var coefficients = system.Coefficients(output);
        var intercept = moments.ScoreMeans[output];
        for (var i = 0; i < features.Length; i++) intercept -= coefficients[i] * moments.FeatureMeans[features[i]];

        var residuals = new double[samples.Samples];
        var left = 0.0;
        for (var sample = 0; sample < residuals.Length; sample++)
        {
            residuals[sample] = samples.Scores[(sample * samples.Outputs) + output] - Predict(intercept, coefficients, features, samples.Sample(sample));
            left += samples.Weights[sample] * residuals[sample] * residuals[sample];
        }

        var errors = StandardErrors(samples, moments, features, system, residuals);
        var order = Enumerable.Range(0, features.Length).OrderByDescending(i => Math.Abs(coefficients[i])).ToArray();
        return new LocalModel(
            intercept,
            Array.ConvertAll(order, i => features[i]), Array.ConvertAll(order, i => coefficients[i]), Array.ConvertAll(order, i => errors[i]),
            Varies(samples, output) ? 1 - (left / moments.Spread[output]) : null,
            Predict(intercept, coefficients, features, samples.Sample(0)));
    }

    private static double Predict(double intercept, double[] coefficients, int[] features, ReadOnlySpan<double> sample)
    {
        for (var i = 0; i < features.Length; i++) intercept += coefficients[i] * sample[features[i]];
        return intercept;
    }

    private static double[] StandardErrors(Neighbourhood samples, WeightedMoments moments, int[] features, RidgeSystem system, double[] residuals)
    {
        var sums = new double[features.Length];
        var influence = new double[features.Length];
        for (var sample = 0; sample < residuals.Length; sample++)
        {
            var pull = samples.Weights[sample] * residuals[sample];
            if (pull == 0) continue;
            var values = samples.Sample(sample);
            for (var i = 0; i < influence.Length; i++) influence[i] = pull * (values[features[i]] - moments.FeatureMeans[features[i]]);
            system.Solve(influence);
            for (var i = 0; i < sums.Length; i++) sums[i] += influence[i] * influence[i];
        }

        return Array.ConvertAll(sums, Math.Sqrt);
    }

    private static bool Varies(Neighbourhood samples, int output)
    {
        for (var at = output + samples.Outputs; at < samples.Scores.Length; at += samples.Outputs)
        {
            if (samples.Scores[at] != samples.Scores[output]) return true;
        }

        return false;
    }
}
