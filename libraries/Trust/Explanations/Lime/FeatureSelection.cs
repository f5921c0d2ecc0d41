namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>Which features a local model may use; the names and meanings are those of the lime package.</summary>
public enum LimeSelection
{
    /// <summary>Forward selection up to six features, highest weights above.</summary>
    Auto = 1,

    /// <summary>All features, whatever number was asked for.</summary>
    None = 2,

    /// <summary>Those with the largest |coefficient × value of the explained row| in a ridge fit (α = 0.01) on all features.</summary>
    HighestWeights = 3,

    /// <summary>One after another: always the one that raises R² most.</summary>
    ForwardSelection = 4,
}

/// <summary>Chooses features for one output of a neighbourhood.</summary>
internal static class FeatureSelection
{
    private const int MostForward = 6;
    private const double ScreeningAlpha = 0.01;

    public static int[] Choose(LimeSelection how, int count, Neighbourhood samples, WeightedMoments moments, int output) => how switch
    {
        LimeSelection.None => All(samples.Width),
        LimeSelection.HighestWeights => Highest(count, samples, moments, output),
        LimeSelection.ForwardSelection => Forward(count, moments, output),
        LimeSelection.Auto when count <= MostForward => Forward(count, moments, output),
        LimeSelection.Auto => Highest(count, samples, moments, output),
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "Unknown selection."),
    };

    private static int[] All(int width) => [.. Enumerable.Range(0, width)];

    private static int[] Highest(int count, Neighbourhood samples, WeightedMoments moments, int output)
    {
        var coefficients = new RidgeSystem(moments, All(samples.Width), ScreeningAlpha).Coefficients(output);
        var explained = samples.Sample(0).ToArray();
        return [.. All(samples.Width).OrderByDescending(feature => Math.Abs(coefficients[feature] * explained[feature])).Take(count)];
    }

    /// <summary>Gram-Schmidt on the moments: what a feature adds to R² is read off the residual moments, no model is fitted again.</summary>
    private static int[] Forward(int count, WeightedMoments moments, int output)
    {
        var width = moments.Width;
        var gram = new double[width, width];
        var cross = new double[width];
        for (var i = 0; i < width; i++)
        {
            cross[i] = moments.Cross(output, i);
            for (var j = 0; j < width; j++) gram[i, j] = moments.Gram(i, j);
        }

        var chosen = new List<int>();
        while (chosen.Count < Math.Min(count, width))
        {
            var best = Best(gram, cross, moments, chosen);
            chosen.Add(best);
            TakeOut(gram, cross, best);
        }

        return [.. chosen];
    }

    private static int Best(double[,] gram, double[] cross, WeightedMoments moments, List<int> chosen)
    {
        const double determined = 1e-13;
        var (best, most) = (-1, -1.0);
        for (var feature = 0; feature < cross.Length; feature++)
        {
            if (chosen.Contains(feature)) continue;
            var gain = gram[feature, feature] <= determined * moments.Gram(feature, feature) ? 0 : cross[feature] * cross[feature] / gram[feature, feature];
            if (gain > most) (best, most) = (feature, gain);
        }

        return best;
    }

    /// <summary>Leaves the moments of what the feature does not explain.</summary>
    private static void TakeOut(double[,] gram, double[] cross, int feature)
    {
        var pivot = gram[feature, feature];
        if (pivot <= 0) return;
        var column = new double[cross.Length];
        for (var i = 0; i < column.Length; i++) column[i] = gram[i, feature];
        var share = cross[feature] / pivot;
        for (var i = 0; i < column.Length; i++)
        {
            cross[i] -= column[i] * share;
            for (var j = 0; j < column.Length; j++) gram[i, j] -= column[i] * column[j] / pivot;
        }
    }
}
