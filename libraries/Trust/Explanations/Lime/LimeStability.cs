namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>How much one output's explanation of a row varies from seed to seed.</summary>
/// <param name="Means">By column: the mean coefficient over the repeats, 0 where it was not chosen.</param>
/// <param name="Deviations">By column: the sample standard deviation of the coefficient over the repeats.</param>
/// <param name="Chosen">By column: the share of the repeats whose local model uses it.</param>
public sealed record LimeStability(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations, IReadOnlyList<double> Chosen)
{
    /// <summary>Explains the row again and again, with seeds that follow the options' one.</summary>
    /// <param name="explain">The explanation under options that differ by their seed.</param>
    /// <param name="options">The options of the first repeat.</param>
    /// <param name="width">How many features there are.</param>
    /// <param name="repeats">How often; at least 2.</param>
    /// <param name="output">Which output.</param>
    public static LimeStability Of(Func<LimeOptions, IReadOnlyList<LocalModel>> explain, LimeOptions options, int width, int repeats, int output)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 2);
        var models = Enumerable.Range(0, repeats).Select(repeat => explain(options with { Seed = options.Seed + (ulong)repeat })[output]).ToArray();
        var (means, deviations, chosen) = (new double[width], new double[width], new double[width]);
        for (var feature = 0; feature < width; feature++)
        {
            var coefficients = Array.ConvertAll(models, model => model.Coefficient(feature));
            (means[feature], var deviation) = Spread.Of(coefficients);
            deviations[feature] = deviation * Math.Sqrt(repeats / (repeats - 1.0));
            chosen[feature] = models.Count(model => model.Features.Contains(feature)) / (double)repeats;
        }

        return new LimeStability(means, deviations, chosen);
    }
}
