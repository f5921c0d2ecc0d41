using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Explanations.Kernel;

/// <summary>Shapley values of any model, by a regression over coalitions of features; exact where all coalitions are affordable.</summary>
/// <remarks>
/// KernelSHAP (Lundberg and Lee, "A unified approach to interpreting model predictions", 2017). An absent feature takes the background's
/// values. Rows that differ from the background in as many features share one plan of coalitions; a row's numbers do not depend on its neighbours.
/// </remarks>
public static class KernelShap
{
    /// <param name="model">The model; called with many rows at once.</param>
    /// <param name="background">What absent features are.</param>
    /// <param name="rows">Row-major values.</param>
    /// <param name="options">Budget, seed and threads.</param>
    /// <param name="cancellationToken">Checked per row.</param>
    /// <returns>With standard errors where coalitions had to be drawn (0 for a row that needed none); the contributions and the base value add up to the score in any case.</returns>
    /// <exception cref="TrustException">The model answers something that is no finite number.</exception>
    public static Explanation Explain(
        Scorer model, Background background, ReadOnlyMemory<double> rows, KernelShapOptions options, CancellationToken cancellationToken)
    {
        int width = background.Width, outputs = model.Outputs;
        ArgumentOutOfRangeException.ThrowIfNotEqual(model.Width, width, nameof(model));
        if (rows.Length % width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {width}.", nameof(rows));
        var least = CoalitionPlan.LeastSamples(width);
        var samples = options.Samples ?? Math.Max((2 * width) + 2048, least);
        if (samples < least) throw new ArgumentException($"{samples} coalitions are too few for {width} features; {least} are the least.", nameof(options));

        var work = new KernelShapWork(model, background, samples, options.Seed);
        var count = rows.Length / width;
        var values = new double[count * outputs * width];
        var errors = work.IsExact ? null : new double[values.Length];
        FixedBlocks.For(count, 1, options.Threads, (_, row, _) =>
        {
            var part = row * outputs * width;
            work.Explain(rows.Span.Slice(row * width, width), values.AsSpan(part, outputs * width), errors is null ? [] : errors.AsSpan(part, outputs * width));
        }, cancellationToken);
        return new Explanation(model.Features, work.BaseValues, values, errors);
    }
}
