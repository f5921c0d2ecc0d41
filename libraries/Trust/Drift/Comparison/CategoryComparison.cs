namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>All tests of a column of categories, from how often each occurs.</summary>
public static class CategoryComparison
{
    /// <param name="name">The column.</param>
    /// <param name="reference">How often each category occurs in the reference.</param>
    /// <param name="current">The same categories in the current sample.</param>
    /// <param name="missing">How many values are missing in each.</param>
    public static ColumnDrift Compare(string name, ReadOnlySpan<double> reference, ReadOnlySpan<double> current, (long Reference, long Current) missing)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(current.Length, reference.Length, nameof(current));
        var (first, second) = OfUsed(reference, current);
        var presence = (Reference: new Presence((long)first.Sum(), missing.Reference), Current: new Presence((long)second.Sum(), missing.Current));
        IEnumerable<DriftScore> scores = EmptySide.Reason(presence.Reference, presence.Current) is { } reason
            ? EmptySide.Scores(ColumnKind.Category, reason)
            : [.. Scores(first, second), .. DriftShares.Scores(first, second), .. OfCounts(first, second)];
        return new ColumnDrift(
            name, ColumnKind.Category, presence.Reference, presence.Current, first.Length,
            [.. scores.Append(EmptySide.MissingShare(presence.Reference, presence.Current)).OrderBy(score => score.Test)]);
    }

    /// <summary>The tests over few values, each counted by itself: chi-square, and of two values the tests of a share.</summary>
    internal static IEnumerable<DriftScore> OfCounts(double[] reference, double[] current)
    {
        yield return DriftScore.Of(DriftTest.ChiSquare, ChiSquare.Compare(reference, current));
        yield return DriftScore.Of(DriftTest.ChiSquareAgainst, ChiSquare.Against(reference, current));
        if (reference.Length > 2) yield break;
        double n = reference.Sum(), m = current.Sum();
        double[] second = reference.Length == 2 ? [reference[1], current[1]] : [0, 0];
        yield return DriftScore.Of(DriftTest.ZTest, Proportions.ZTest(second[0], n, second[1], m));
        yield return DriftScore.Of(DriftTest.FisherExact, Proportions.FisherExact((long)second[0], (long)n, (long)second[1], (long)m));
    }

    private static IEnumerable<DriftScore> Scores(double[] reference, double[] current)
    {
        var distance = LInfinity.Simple(reference, current);
        yield return DriftScore.Of(DriftTest.PopulationStability, PopulationStability.Compare(reference, current));
        yield return DriftScore.Of(DriftTest.Hellinger, Distances.Hellinger(DriftShares.Shares(reference), DriftShares.Shares(current)));
        yield return DriftScore.Of(DriftTest.LInfinity, distance);
        yield return DriftScore.Of(DriftTest.LInfinityRobust, LInfinity.Robust(distance, reference.Sum(), current.Sum()));
        yield return RegroupedChiSquare.Against(reference, current) is { } regrouped
            ? DriftScore.Of(DriftTest.ChiSquareRegrouped, regrouped)
            : DriftScore.Undefined(DriftTest.ChiSquareRegrouped, "fewer than two categories are frequent enough");
    }

    private static (double[] Reference, double[] Current) OfUsed(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var (first, second) = (new List<double>(), new List<double>());
        for (var i = 0; i < reference.Length; i++)
        {
            if (reference[i] == 0 && current[i] == 0) continue;
            first.Add(reference[i]);
            second.Add(current[i]);
        }

        return ([.. first], [.. second]);
    }
}
