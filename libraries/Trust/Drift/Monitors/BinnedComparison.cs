using MlPlatform.Trust.Drift.Comparison;

namespace MlPlatform.Trust.Drift.Monitors;

/// <summary>The tests of two number sketches with the same bins, and how far each may be from that of the raw values.</summary>
/// <remarks>
/// In a bin from edge e to f, F grows from F(e) to F(f) and G from G(e) to G(f). So the raw KS distance lies between max |F − G| at the edges and
/// max over bins of max(F(f) − G(e), G(f) − F(e)): with k bins of equal baseline counts, no more than 1/k and the largest share of a window's bin apart.
/// The area between F and G in a bin is at least |∫ F − G|, which the sums of the bin's values give exactly, and at most that maximum times the
/// bin's width; the two meet where one function is above the other throughout. Shares over the bins are exact: they are these bins' divergences,
/// and no finer bins' are less.
/// </remarks>
internal static class BinnedComparison
{
    public static ColumnDrift Compare(NumberSketch reference, NumberSketch current, Presence referencePresence, Presence currentPresence)
    {
        var share = EmptySide.MissingShare(referencePresence, currentPresence);
        if (EmptySide.Reason(referencePresence, currentPresence) is { } reason)
        {
            IEnumerable<DriftScore> none = EmptySide.Scores(ColumnKind.Number, reason);
            return new ColumnDrift(reference.Name, ColumnKind.Number, referencePresence, currentPresence, 0, [.. none, share]);
        }

        double[] first = reference.Counts(), second = current.Counts();
        var used = Enumerable.Range(0, first.Length).Where(i => first[i] + second[i] > 0).ToArray();
        double[] usedFirst = [.. used.Select(i => first[i])], usedSecond = [.. used.Select(i => second[i])];
        List<DriftScore> scores =
        [
            share,
            .. DistanceScores(reference, current),
            DriftScore.Of(DriftTest.PopulationStability, Stability(reference, usedFirst, usedSecond, second)),
            .. DriftShares.Scores(usedFirst, usedSecond),
            DriftScore.Of(DriftTest.Hellinger, Distances.Hellinger(DriftShares.Shares(usedFirst), DriftShares.Shares(usedSecond))),
            .. CategoryComparison.OfCounts(usedFirst, usedSecond),
        ];
        return new ColumnDrift(
            reference.Name, ColumnKind.Number, referencePresence, currentPresence, used.Length, [.. scores.OrderBy(score => score.Test)]);
    }

    /// <summary>Over the baseline's deciles, or over its bins where it has no more.</summary>
    private static TestResult Stability(NumberSketch reference, double[] usedFirst, double[] usedSecond, double[] second)
    {
        if (usedFirst.Count(count => count > 0) <= NumberComparison.Deciles) return PopulationStability.Compare(usedFirst, usedSecond);
        var buckets = new Buckets([.. reference.Edges], reference.Counts()).Coarsen(NumberComparison.Deciles);
        return PopulationStability.Compare(buckets.Counts, Recount(buckets, reference.Edges, second));
    }

    private static IEnumerable<DriftScore> DistanceScores(NumberSketch reference, NumberSketch current)
    {
        double n = reference.Present, m = current.Present;
        var (smirnov, area) = Bounds(reference, current, n, m);
        var deviation = reference.StandardDeviation;
        var result = new TestResult(smirnov.AtLeast, KolmogorovSmirnov.PValue(smirnov.AtLeast, n, m));
        yield return DriftScore.Of(DriftTest.KolmogorovSmirnov, result) with { AtMost = smirnov.AtMost };
        yield return DriftScore.Of(DriftTest.LInfinity, smirnov.AtLeast) with { AtMost = smirnov.AtMost };
        yield return DriftScore.Of(DriftTest.LInfinityRobust, LInfinity.Robust(smirnov.AtLeast, n, m)) with { AtMost = LInfinity.Robust(smirnov.AtMost, n, m) };
        yield return DriftScore.Of(DriftTest.Wasserstein, area.AtLeast) with { AtMost = area.AtMost };
        yield return DriftScore.Of(DriftTest.WassersteinNormed, Wasserstein.Normed(area.AtLeast, deviation)) with { AtMost = Wasserstein.Normed(area.AtMost, deviation) };
    }

    private static ((double AtLeast, double AtMost) Smirnov, (double AtLeast, double AtMost) Area) Bounds(
        NumberSketch reference, NumberSketch current, double n, double m)
    {
        double[] counts = reference.Counts(), countsNow = current.Counts(), sums = reference.Sums(), sumsNow = current.Sums();
        double least = Math.Min(reference.Minimum, current.Minimum), greatest = Math.Max(reference.Maximum, current.Maximum);
        double f = 0, g = 0, atEdges = 0, inBins = 0, area = 0, mostArea = 0;
        double below = 0, belowNow = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var from = Math.Clamp(i == 0 ? least : reference.Edges[i - 1], least, greatest);
            var to = Math.Clamp(i == counts.Length - 1 ? greatest : reference.Edges[i], least, greatest);
            below += counts[i];
            belowNow += countsNow[i];
            double nextF = below / n, nextG = belowNow / m;
            var reach = Math.Max(nextF - g, nextG - f);

            // ∫ F over a bin is F(to) to − F(from) from − Σ x / n, by parts.
            var signed = ((nextF - nextG) * (to - reference.Pivot)) - ((f - g) * (from - reference.Pivot)) - (sums[i] / n) + (sumsNow[i] / m);
            area += Math.Abs(signed);
            mostArea += Math.Max(Math.Abs(signed), reach * (to - from));
            inBins = Math.Max(inBins, reach);
            (f, g) = (nextF, nextG);
            atEdges = Math.Max(atEdges, Math.Abs(f - g));
        }

        return ((atEdges, Math.Max(atEdges, inBins)), (area, mostArea));
    }

    /// <summary>Counts in fine bins, summed into coarse ones whose edges are some of theirs.</summary>
    private static double[] Recount(Buckets coarse, ReadOnlySpan<double> edges, double[] counts)
    {
        var sums = new double[coarse.Counts.Length];
        var at = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            while (at < coarse.Edges.Length && i > 0 && edges[i - 1] >= coarse.Edges[at]) at++;
            sums[at] += counts[i];
        }

        return sums;
    }
}
