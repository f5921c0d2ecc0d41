using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Explanations.Gradients;

/// <summary>Expected gradients: integrated gradients averaged over the rows of a background as baselines.</summary>
/// <remarks>
/// φ_i = E_{b, t} [(x_i − b_i) ∂f/∂x_i (b + t (x − b))], b a background row by its weight, t uniform on [0, 1] (Erion et al., "Improving
/// performance of deep learning models with axiomatic attribution priors and expected gradients", 2021). Sampled: background rows are drawn
/// in proportion, t in equal strata of [0, 1] put in random order; all rows share the draws, so a row's numbers do not depend on its neighbours. The standard error is that of independent draws, so it errs on the safe side.
/// </remarks>
public static class GradientShap
{
    /// <param name="model">With a <see cref="Scorer.Gradient"/>.</param>
    /// <param name="background">The baselines.</param>
    /// <param name="rows">Row-major values.</param>
    /// <param name="options">Draws, seed and threads.</param>
    /// <param name="cancellationToken">Checked per row.</param>
    /// <exception cref="TrustException">A gradient or a score is no finite number.</exception>
    public static GradientExplanation Explain(
        Scorer model, Background background, ReadOnlyMemory<double> rows, GradientShapOptions options, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(background.Width, model.Width, nameof(background));
        if (options.Samples < 2) throw new ArgumentException($"{options.Samples} samples are too few; 2 are the least.", nameof(options));
        int width = model.Width, outputs = model.Outputs;
        var path = GradientPath.Of(model, rows);
        var draws = Draws(background, options.Samples, new SeededRandom(options.Seed));
        var values = new double[path.Rows * outputs * width];
        var errors = new double[values.Length];
        FixedBlocks.For(path.Rows, 1, options.Threads, (_, row, _) =>
        {
            var cells = row * outputs * width;
            Sample(path, background, rows.Span.Slice(row * width, width), draws, values.AsSpan(cells, outputs * width), errors.AsSpan(cells, outputs * width));
        }, cancellationToken);
        return path.Finish(MeanScores(model, background), values, errors, rows.Span);
    }

    /// <summary>Background rows by systematic sampling of their weights, each with a point of its own stratum.</summary>
    private static (int Row, double At)[] Draws(Background background, int samples, SeededRandom random)
    {
        var strata = Enumerable.Range(0, samples).ToArray();
        random.Shuffle<int>(strata);
        var draws = new (int, double)[samples];
        var start = random.NextDouble();
        var row = 0;
        var reached = background.Shares[0];
        for (var draw = 0; draw < samples; draw++)
        {
            while (reached < (draw + start) / samples && row < background.Rows - 1) reached += background.Shares[++row];
            draws[draw] = (row, (strata[draw] + random.NextDouble()) / samples);
        }

        return draws;
    }

    private static void Sample(
        GradientPath path, Background background, ReadOnlySpan<double> x, (int Row, double At)[] draws, Span<double> values, Span<double> errors)
    {
        double[] point = new double[x.Length], products = new double[x.Length];
        foreach (var (row, at) in draws)
        {
            for (var first = 0; first < values.Length; first += x.Length)
            {
                path.Products(x, background.Row(row), at, first / x.Length, point, products);
                for (var i = 0; i < x.Length; i++)
                {
                    values[first + i] += products[i] / draws.Length;
                    errors[first + i] += products[i] * products[i];
                }
            }
        }

        var count = (double)draws.Length;
        for (var i = 0; i < values.Length; i++)
        {
            var spread = Math.Max(0, errors[i] - (count * values[i] * values[i])) / (count - 1);
            errors[i] = Math.Sqrt(spread / count);
        }
    }

    private static double[] MeanScores(Scorer model, Background background)
    {
        var scores = model.Scores(background.All);
        var means = new double[model.Outputs];
        for (var i = 0; i < scores.Length; i++) means[i % means.Length] += background.Shares[i / means.Length] * scores[i];
        return means;
    }
}
