using System.Numerics.Tensors;

namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>All tests of a column of numbers, from both samples sorted: one pass over the pair, then a few searches per bin.</summary>
public static class NumberComparison
{
    /// <summary>Numbers of no more different values than this are also compared as categories.</summary>
    public const int FewValues = 5;

    /// <summary>A reference of no more different values than this is its own deciles.</summary>
    internal const int Deciles = 10;

    /// <param name="name">The column.</param>
    /// <param name="reference">Ascending and finite.</param>
    /// <param name="current">Ascending and finite.</param>
    /// <param name="missing">How many values are missing in each.</param>
    public static ColumnDrift Compare(string name, ReadOnlySpan<double> reference, ReadOnlySpan<double> current, (long Reference, long Current) missing)
    {
        var presence = (Reference: new Presence(reference.Length, missing.Reference), Current: new Presence(current.Length, missing.Current));
        var share = EmptySide.MissingShare(presence.Reference, presence.Current);
        if (EmptySide.Reason(presence.Reference, presence.Current) is { } reason)
        {
            return new ColumnDrift(
                name, ColumnKind.Number, presence.Reference, presence.Current, 0, [.. EmptySide.Scores(ColumnKind.Number, reason), share]);
        }

        var pair = SortedPair.Measure(reference, current);
        var scores = new List<DriftScore> { share };
        AddDistances(scores, pair, Deviation(reference));
        AddShares(scores, pair, reference, current);
        return new ColumnDrift(
            name, ColumnKind.Number, presence.Reference, presence.Current, pair.Distinct, [.. scores.OrderBy(score => score.Test)]);
    }

    private static void AddDistances(List<DriftScore> scores, SortedPair pair, double deviation)
    {
        var smirnov = KolmogorovSmirnov.Result(pair, PValueMethod.Automatic);
        scores.Add(DriftScore.Of(DriftTest.KolmogorovSmirnov, smirnov));
        scores.Add(AndersonDarling.CanCompare(pair)
            ? DriftScore.Of(DriftTest.AndersonDarling, AndersonDarling.Result(pair))
            : DriftScore.Undefined(DriftTest.AndersonDarling, "there are fewer than four values, or all are equal"));
        scores.Add(CramerVonMises.CanCompare(pair)
            ? DriftScore.Of(DriftTest.CramerVonMises, CramerVonMises.Result(pair, PValueMethod.Automatic))
            : DriftScore.Undefined(DriftTest.CramerVonMises, "a sample has fewer than two values"));
        scores.Add(DriftScore.Of(DriftTest.Wasserstein, pair.Area));
        scores.Add(DriftScore.Of(DriftTest.WassersteinNormed, Wasserstein.Normed(pair.Area, deviation)));
        scores.Add(DriftScore.Of(DriftTest.Energy, Wasserstein.Energy(pair)));
        scores.Add(DriftScore.Of(DriftTest.LInfinity, smirnov.Statistic));
        scores.Add(DriftScore.Of(DriftTest.LInfinityRobust, LInfinity.Robust(smirnov.Statistic, pair.First, pair.Second)));
    }

    private static void AddShares(List<DriftScore> scores, SortedPair pair, ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var (least, greatest) = (Math.Min(reference[0], current[0]), Math.Max(reference[^1], current[^1]));
        var hellinger = SturgesBins.Edges(least, greatest, pair.Distinct);
        scores.Add(DriftScore.Of(DriftTest.Hellinger, Distances.Hellinger(
            DriftShares.Shares(SturgesBins.Count(reference, hellinger)), DriftShares.Shares(SturgesBins.Count(current, hellinger)))));
        if (pair.FirstDistinct > Deciles)
        {
            var deciles = Buckets.OfEqualCounts(reference, Deciles);
            scores.Add(DriftScore.Of(DriftTest.PopulationStability, PopulationStability.Compare(deciles.Counts, deciles.RecountSorted(current).Counts)));
        }

        if (pair.FirstDistinct > DriftShares.MostOwnBins)
        {
            var edges = SturgesBins.Edges(least, greatest, (long)reference.Length + current.Length);
            scores.AddRange(DriftShares.Scores(SturgesBins.Count(reference, edges), SturgesBins.Count(current, edges)));
            return;
        }

        var (first, second) = CountValues(pair.Distinct, reference, current);
        scores.AddRange(DriftShares.Scores(first, second));
        if (pair.FirstDistinct <= Deciles) scores.Add(DriftScore.Of(DriftTest.PopulationStability, PopulationStability.Compare(first, second)));
        if (pair.Distinct <= FewValues) scores.AddRange(CategoryComparison.OfCounts(first, second));
    }

    /// <summary>How often each of the different values occurs in both.</summary>
    private static (double[] Reference, double[] Current) CountValues(int distinct, ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var (first, second) = (new double[distinct], new double[distinct]);
        int i = 0, j = 0;
        for (var at = 0; at < distinct; at++)
        {
            var value = j >= current.Length || (i < reference.Length && reference[i] <= current[j]) ? reference[i] : current[j];
            for (; i < reference.Length && reference[i] == value; i++) first[at]++;
            for (; j < current.Length && current[j] == value; j++) second[at]++;
        }

        return (first, second);
    }

    /// <summary>Of the whole population, from the mean first.</summary>
    private static double Deviation(ReadOnlySpan<double> values)
    {
        var mean = TensorPrimitives.Sum(values) / values.Length;
        var squares = 0.0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length);
    }
}
