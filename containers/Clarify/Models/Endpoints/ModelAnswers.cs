namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>What a model answered for some rows.</summary>
/// <param name="Labels">The predicted label of each row; null where only scores are given.</param>
/// <param name="Scores">Row by row, one number per output; null where there are only labels that are no numbers.</param>
/// <param name="Width">How many scores a row has.</param>
internal sealed record ModelAnswers(string[]? Labels, double[]? Scores, int Width)
{
    /// <summary>The answers of several requests, in order.</summary>
    public static ModelAnswers Join(IReadOnlyList<ModelAnswers> parts)
    {
        if (parts.FirstOrDefault(part => part.Width != parts[0].Width) is { } other)
        {
            throw new ClarifyException($"The model answers {parts[0].Width} scores per row in one request and {other.Width} in another.");
        }

        return new ModelAnswers(
            parts.All(part => part.Labels is not null) ? [.. parts.SelectMany(part => part.Labels!)] : null,
            parts.All(part => part.Scores is not null) ? [.. parts.SelectMany(part => part.Scores!)] : null, parts[0].Width);
    }
}
