namespace MlPlatform.Trust.Explanations.Gradients;

/// <summary>A model with gradients, looked at on the lines from baselines to rows.</summary>
internal sealed class GradientPath
{
    private readonly Scorer model;
    private readonly GradientFunction gradient;

    private GradientPath(Scorer model, GradientFunction gradient, int rows)
    {
        this.model = model;
        this.gradient = gradient;
        Rows = rows;
    }

    public int Rows { get; }

    public static GradientPath Of(Scorer model, ReadOnlyMemory<double> rows)
    {
        var gradient = model.Gradient ?? throw new ArgumentException("The model has no gradient; KernelSHAP explains models without.", nameof(model));
        if (rows.Length % model.Width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {model.Width}.", nameof(rows));
        return new GradientPath(model, gradient, rows.Length / model.Width);
    }

    /// <summary>(x_i − b_i) ∂f/∂x_i at b + t (x − b).</summary>
    public void Products(ReadOnlySpan<double> x, ReadOnlySpan<double> baseline, double t, int output, Span<double> point, Span<double> products)
    {
        for (var i = 0; i < point.Length; i++) point[i] = baseline[i] + (t * (x[i] - baseline[i]));
        gradient(point, output, products);
        for (var i = 0; i < products.Length; i++)
        {
            // A gap on either side has no line through it, and no gradient.
            products[i] = double.IsNaN(point[i]) ? 0 : products[i] * (x[i] - baseline[i]);
            if (!double.IsFinite(products[i])) throw new TrustException($"The model's gradient by {model.Features[i]} is no finite number.");
        }
    }

    /// <summary>The explanation, with what its contributions lack to the scores.</summary>
    public GradientExplanation Finish(double[] baseValues, double[] values, double[]? standardErrors, ReadOnlySpan<double> rows)
    {
        var scores = Rows == 0 ? [] : model.Scores(rows);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] -= baseValues[i % model.Outputs];
            foreach (var value in values.AsSpan(i * model.Width, model.Width)) scores[i] -= value;
        }

        return new GradientExplanation(new Explanation(model.Features, baseValues, values, standardErrors), scores);
    }
}

/// <summary>Contributions found from gradients.</summary>
/// <param name="Values">The contributions.</param>
/// <param name="Gaps">Per row and output: score − base value − Σ contributions, which a finer integral or more samples make smaller.</param>
public sealed record GradientExplanation(Explanation Values, double[] Gaps);
