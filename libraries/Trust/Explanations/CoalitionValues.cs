namespace MlPlatform.Trust.Explanations;

/// <summary>The game behind Shapley values: v(S) of many coalitions, as few calls of the model as the workspace allows.</summary>
internal static class CoalitionValues
{
    private const int MostValues = 1 << 19;

    /// <summary>Scratch for <see cref="Fill"/> that holds up to the given number of coalitions at once, within a megabyte or four.</summary>
    public static double[] Workspace(Background background, int outputs, int coalitions)
    {
        var one = background.WorkspaceLength(outputs);
        return new double[one * Math.Clamp(MostValues / one, 1, Math.Max(1, coalitions))];
    }

    /// <summary>Fills v(S) = Σ_b share_b · f(row where present, background row b elsewhere), per coalition and output.</summary>
    /// <param name="model">f</param>
    /// <param name="background">The rows b.</param>
    /// <param name="row">The row that is explained.</param>
    /// <param name="coalitions">Coalitions × features: who is present.</param>
    /// <param name="workspace">Scratch for at least one coalition.</param>
    /// <param name="values">Coalitions × outputs.</param>
    /// <exception cref="TrustException">A score is no finite number.</exception>
    public static void Fill(
        Scorer model, Background background, ReadOnlySpan<double> row, ReadOnlySpan<bool> coalitions, Span<double> workspace, Span<double> values)
    {
        int width = background.Width, outputs = model.Outputs, count = coalitions.Length / width;
        var most = workspace.Length / background.WorkspaceLength(outputs);
        var size = background.Rows * width;
        for (var first = 0; first < count; first += most)
        {
            var here = Math.Min(most, count - first);
            var mixed = workspace[..(here * size)];
            var scores = workspace.Slice(here * size, here * background.Rows * outputs);
            for (var i = 0; i < here; i++) background.Mix(row, coalitions.Slice((first + i) * width, width), mixed.Slice(i * size, size));
            model.Score(mixed, scores);
            Average(background.Shares, scores, outputs, values.Slice(first * outputs, here * outputs));
        }
    }

    private static void Average(ReadOnlySpan<double> shares, ReadOnlySpan<double> scores, int outputs, Span<double> means)
    {
        means.Clear();
        var position = 0;
        for (var start = 0; start < means.Length; start += outputs)
        {
            foreach (var share in shares)
            {
                for (var output = 0; output < outputs; output++) means[start + output] += share * scores[position++];
            }
        }

        foreach (var mean in means)
        {
            if (!double.IsFinite(mean)) throw new TrustException($"The model answers {mean} to a row that mixes the explained row with the background; a score must be a finite number.");
        }
    }
}
