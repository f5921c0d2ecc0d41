namespace MlPlatform.Learning.Metrics;

/// <summary>How well scores order the rows of each group by their relevance; the mean over the groups, whose rows lie together.</summary>
/// <remarks>Of equal scores the earlier row comes first. A group without a relevant row counts 1, as in XGBoost.</remarks>
public static class RankingMetrics
{
    private delegate double GroupFigure(ReadOnlySpan<double> ranked, int top);

    /// <summary>Normalised discounted cumulative gain of the first <paramref name="top"/> rows; the gain of relevance r is 2ʳ − 1.</summary>
    public static double Ndcg(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevance, ReadOnlySpan<int> groups = default, int top = int.MaxValue) =>
        Mean(scores, relevance, groups, top, (ranked, limit) =>
        {
            var ideal = ranked.ToArray();
            Array.Sort(ideal, (a, b) => b.CompareTo(a));
            var best = DiscountedGain(ideal, limit);
            return best > 0 ? DiscountedGain(ranked, limit) / best : 1;
        });

    /// <summary>Mean average precision: the precision at each relevant row among the first, over all relevant rows.</summary>
    public static double MeanAveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevance, ReadOnlySpan<int> groups = default, int top = int.MaxValue) =>
        Mean(scores, relevance, groups, top, (ranked, limit) =>
        {
            double sum = 0, hits = 0;
            for (var i = 0; i < ranked.Length; i++)
            {
                if (ranked[i] <= 0) continue;
                hits++;
                if (i < limit) sum += hits / (i + 1);
            }

            return hits > 0 ? sum / hits : 1;
        });

    /// <summary>The mean of 1 / place of the first relevant row; 0 where none is among the first.</summary>
    public static double MeanReciprocalRank(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevance, ReadOnlySpan<int> groups = default, int top = int.MaxValue) =>
        Mean(scores, relevance, groups, top, (ranked, limit) =>
        {
            var place = ranked.IndexOfAnyExcept(0);
            return place < 0 ? 1 : place < limit ? 1.0 / (place + 1) : 0;
        });

    /// <summary>The share of relevant rows among the first.</summary>
    public static double Precision(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevance, ReadOnlySpan<int> groups = default, int top = int.MaxValue) =>
        Mean(scores, relevance, groups, top, (ranked, limit) =>
        {
            var first = ranked[..Math.Min(limit, ranked.Length)];
            return 1 - ((double)first.Count(0) / first.Length);
        });

    private static double Mean(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevance, ReadOnlySpan<int> groups, int top, GroupFigure figure)
    {
        MetricMath.CheckLengths(scores.Length, relevance.Length, 0);
        if (!groups.IsEmpty && groups.Length != scores.Length) throw new ArgumentException($"{groups.Length} groups for {scores.Length} scores.");
        double sum = 0;
        var count = 0;
        for (int start = 0, end; start < scores.Length; start = end)
        {
            end = groups.IsEmpty ? scores.Length : EndOfGroup(groups, start);
            sum += figure(Ranked(scores[start..end], relevance[start..end]), top);
            count++;
        }

        return sum / count;
    }

    private static int EndOfGroup(ReadOnlySpan<int> groups, int start)
    {
        var end = groups[start..].IndexOfAnyExcept(groups[start]);
        return end < 0 ? groups.Length : start + end;
    }

    private static double[] Ranked(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevance)
    {
        var keys = new (double Descending, int Row)[scores.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = (-scores[i], i);
        var ranked = relevance.ToArray();
        Array.Sort(keys, ranked);
        return ranked;
    }

    private static double DiscountedGain(ReadOnlySpan<double> ranked, int top)
    {
        double gain = 0;
        for (var i = 0; i < Math.Min(top, ranked.Length); i++) gain += (Math.Pow(2, ranked[i]) - 1) / Math.Log2(i + 2);
        return gain;
    }
}
