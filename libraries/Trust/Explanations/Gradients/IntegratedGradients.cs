using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Explanations.Gradients;

/// <summary>Contributions of a differentiable model along the straight line from a baseline to the row.</summary>
/// <remarks>
/// φ_i = (x_i − b_i) ∫₀¹ ∂f/∂x_i (b + t (x − b)) dt (Sundararajan, Taly and Yan, "Axiomatic attribution for deep networks", 2017), by
/// Gauss-Legendre quadrature. They add up to f(x) − f(b) where the integral is exact; <see cref="GradientExplanation.Gaps"/> says how far off it is.
/// </remarks>
public static class IntegratedGradients
{
    /// <param name="model">With a <see cref="Scorer.Gradient"/>.</param>
    /// <param name="baseline">One row, without gaps.</param>
    /// <param name="rows">Row-major values, without gaps.</param>
    /// <param name="steps">How many points the line is looked at; a smooth model needs few.</param>
    /// <param name="threads">How many threads share the rows; the numbers do not depend on it.</param>
    /// <param name="cancellationToken">Checked per row.</param>
    /// <exception cref="TrustException">A gradient or a score is no finite number.</exception>
    public static GradientExplanation Explain(
        Scorer model, ReadOnlySpan<double> baseline, ReadOnlyMemory<double> rows, int steps, int threads, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(baseline.Length, model.Width, nameof(baseline));
        var line = GaussLegendre.Of(steps);
        var start = baseline.ToArray();
        int width = model.Width, outputs = model.Outputs;
        var path = GradientPath.Of(model, rows);
        var values = new double[path.Rows * outputs * width];
        FixedBlocks.For(path.Rows, 1, threads, (_, row, _) =>
        {
            var x = rows.Span.Slice(row * width, width);
            double[] point = new double[width], products = new double[width];
            for (var k = 0; k < steps; k++)
            {
                for (var output = 0; output < outputs; output++)
                {
                    path.Products(x, start, line.Points[k], output, point, products);
                    var own = values.AsSpan(((row * outputs) + output) * width, width);
                    for (var i = 0; i < width; i++) own[i] += line.Weights[k] * products[i];
                }
            }
        }, cancellationToken);
        return path.Finish(model.Scores(start), values, standardErrors: null, rows.Span);
    }
}
