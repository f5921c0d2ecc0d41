namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>Figures that only the order of margins decides.</summary>
internal static class RankMetrics
{
    /// <summary>The chance that a row of class 1 stands above one of class 0; ties count half.</summary>
    public static double Auc(BoostingRows rows)
    {
        var margins = rows.Margins.AsSpan(0, rows.Count).ToArray();
        var order = Enumerable.Range(0, rows.Count).ToArray();
        Array.Sort(margins, order);
        double below = 0, pairs = 0, positives = 0;
        for (var i = 0; i < order.Length;)
        {
            double negative = 0, positive = 0;
            var end = i;
            for (; end < order.Length && margins[end] == margins[i]; end++)
            {
                if (rows.Labels[order[end]] > 0.5f) positive += rows.WeightOf(order[end]);
                else negative += rows.WeightOf(order[end]);
            }

            pairs += positive * (below + (0.5 * negative));
            below += negative;
            positives += positive;
            i = end;
        }

        return pairs / (positives * below);
    }

    /// <summary>The mean over groups of the discounted gain of the first rows, over the best there could be.</summary>
    public static double Ndcg(BoostingRows rows, int first) => MeanOverGroups(rows, (order, labels) =>
    {
        var best = DiscountedGain(labels.OrderDescending().ToArray(), first);
        return best == 0 ? 1 : DiscountedGain(order.Select(i => labels[i]).ToArray(), first) / best;
    });

    public static double AveragePrecision(BoostingRows rows, int first) => MeanOverGroups(rows, (order, labels) =>
    {
        double hits = 0, sum = 0;
        for (var rank = 0; rank < Math.Min(first, order.Length); rank++)
        {
            if (labels[order[rank]] > 0) sum += ++hits / (rank + 1);
        }

        return hits == 0 ? 1 : sum / hits;
    });

    /// <summary>2^label - 1, divided by log2 of the rank plus 1, summed.</summary>
    private static double DiscountedGain(float[] labels, int first)
    {
        double sum = 0;
        for (var rank = 0; rank < Math.Min(first, labels.Length); rank++) sum += (Math.Pow(2, labels[rank]) - 1) / Math.Log2(rank + 2);
        return sum;
    }

    private static double MeanOverGroups(BoostingRows rows, Func<int[], float[], double> figure)
    {
        var starts = rows.GroupStarts ?? [0, rows.Count];
        double sum = 0;
        for (var g = 0; g + 1 < starts.Length; g++)
        {
            var labels = rows.Labels.AsSpan(starts[g], starts[g + 1] - starts[g]).ToArray();
            var start = starts[g];
            var order = Enumerable.Range(0, labels.Length).OrderByDescending(i => rows.Margins[start + i]).ToArray();
            sum += figure(order, labels);
        }

        return sum / (starts.Length - 1);
    }
}
