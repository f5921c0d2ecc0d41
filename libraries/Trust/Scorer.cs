namespace MlPlatform.Trust;

/// <summary>A model as this library sees it: a function from rows to scores, and the shapes of both.</summary>
/// <param name="Features">The names of a row's values, in order.</param>
/// <param name="Outputs">How many scores a row has: 1, or one per class.</param>
/// <param name="Score">The function.</param>
public sealed record Scorer(IReadOnlyList<string> Features, int Outputs, ScoringFunction Score)
{
    /// <summary>How many values a row has.</summary>
    public int Width => Features.Count;

    /// <summary>The derivatives of <see cref="Score"/>, where the model has them.</summary>
    public GradientFunction? Gradient { get; init; }

    /// <summary>The scores of whole rows.</summary>
    /// <exception cref="TrustException">A score is not a finite number; the message names the row.</exception>
    public double[] Scores(ReadOnlySpan<double> rows)
    {
        if (rows.Length % Width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {Width}.", nameof(rows));
        var scores = new double[rows.Length / Width * Outputs];
        Fill(rows, scores);
        return scores;
    }

    /// <summary>As <see cref="Scores"/>, into a place of the caller's.</summary>
    /// <exception cref="TrustException">A score is not a finite number; the message names the row.</exception>
    public void Fill(ReadOnlySpan<double> rows, Span<double> scores)
    {
        Score(rows, scores);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i])) throw new TrustException($"The model's score of row {(i / Outputs) + 1} is {scores[i]}, which is no number.");
        }
    }
}
