namespace MlPlatform.Trust.Robustness;

/// <summary>How scores become a label: of one score, 1 from the threshold on and 0 below; of several, the place of the greatest, the first of equals.</summary>
/// <param name="Threshold">For models of one score.</param>
public sealed record LabelRule(double Threshold = 0.5)
{
    public int Of(ReadOnlySpan<double> scores)
    {
        if (scores.Length == 1) return scores[0] >= Threshold ? 1 : 0;
        var best = 0;
        for (var k = 1; k < scores.Length; k++)
        {
            if (scores[k] > scores[best]) best = k;
        }

        return best;
    }
}
