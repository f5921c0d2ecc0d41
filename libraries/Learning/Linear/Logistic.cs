namespace MlPlatform.Learning.Linear;

/// <summary>From margins to probabilities, without overflow.</summary>
internal static class Logistic
{
    public static double Probability(double margin)
    {
        var small = Math.Exp(-Math.Abs(margin));
        return (margin >= 0 ? 1 : small) / (1 + small);
    }

    /// <summary>Replaces a margin per class by a probability per class.</summary>
    public static void Probabilities(Span<double> margins)
    {
        var largest = double.NegativeInfinity;
        foreach (var margin in margins) largest = Math.Max(largest, margin);
        double total = 0;
        foreach (ref var margin in margins)
        {
            margin = Math.Exp(margin - largest);
            total += margin;
        }

        foreach (ref var margin in margins) margin /= total;
    }
}
