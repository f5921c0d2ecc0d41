namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>Two samples as shares over the same bins or categories, as Evidently lays them out: the common ground of PSI, Jensen-Shannon, Kullback-Leibler and total variation.</summary>
/// <remarks>
/// Categories, and numbers of which the reference has at most 20 different ones, are their own bins; other numbers fall into <see cref="SturgesBins"/>. Where
/// a logarithm needs it, an empty share is filled: with 0.0001, or with a millionth of the sample's least share where that is no greater than 0.0001.
/// </remarks>
internal static class DriftShares
{
    /// <summary>A reference of no more different numbers than this is compared number by number.</summary>
    public const int MostOwnBins = 20;

    private const double EmptyShare = 0.0001;

    /// <summary>The scores over counts in the same bins.</summary>
    public static IEnumerable<DriftScore> Scores(double[] reference, double[] current)
    {
        double[] p = Shares(reference), q = Shares(current);
        double[] filledP = Filled(p), filledQ = Filled(q);
        var stability = 0.0;
        for (var i = 0; i < p.Length; i++) stability += (filledP[i] - filledQ[i]) * Math.Log(filledP[i] / filledQ[i]);
        yield return DriftScore.Of(DriftTest.PopulationStabilityOfShares, stability);
        yield return DriftScore.Of(DriftTest.JensenShannonDistance, Distances.JensenShannonDistance(p, q));
        yield return DriftScore.Of(DriftTest.KullbackLeibler, Distances.KullbackLeibler(Shares(filledP), Shares(filledQ)));
        yield return DriftScore.Of(DriftTest.TotalVariation, Distances.TotalVariation(p, q));
    }

    public static double[] Shares(double[] counts)
    {
        var total = counts.Sum();
        return Array.ConvertAll(counts, count => count / total);
    }

    private static double[] Filled(double[] shares)
    {
        var least = shares.Where(share => share > 0).Min();
        var fill = least <= EmptyShare ? least / 1e6 : EmptyShare;
        return Array.ConvertAll(shares, share => share == 0 ? fill : share);
    }
}
