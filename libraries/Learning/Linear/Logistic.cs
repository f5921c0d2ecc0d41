namespace MlPlatform.Learning.Linear;

/// <summary>The logistic function and its loss, without overflow.</summary>
internal static class Logistic
{
    public static double Probability(double margin)
    {
        if (margin >= 0) return 1 / (1 + Math.Exp(-margin));
        var exponential = Math.Exp(margin);
        return exponential / (1 + exponential);
    }

    /// <summary>-log of the probability that the label has.</summary>
    public static double Loss(double margin, double label)
    {
        var softplus = Math.Max(margin, 0) + Math.Log(1 + Math.Exp(-Math.Abs(margin)));
        return softplus - (label * margin);
    }
}
