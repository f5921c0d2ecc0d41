using MlPlatform.Learning.Models;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Growing;

namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>The logistic loss of pairs of rows of a group that stand in the wrong order, weighted by how much swapping them would change NDCG.</summary>
/// <remarks>
/// LambdaMART: Burges, "From RankNet to LambdaRank to LambdaMART: an overview", 2010. Of a large group only pairs with one of the
/// <paramref name="pairRows"/> rows that now stand first are taken, as XGBoost 2's "topk" does.
/// </remarks>
/// <param name="byNdcg">Whether pairs are weighted by NDCG; else each counts 1.</param>
/// <param name="pairRows">How many of the first rows of a group are paired with all below them.</param>
internal sealed class PairwiseRanking(bool byNdcg, int pairRows) : Objective
{
    private const int LargestLabel = 31;

    public override OutputKind Kind => OutputKind.Ranking;

    public override string Metric => "ndcg";

    public override bool NeedsGroups => true;

    public override string? LabelProblem(float label) => label is >= 0 and <= LargestLabel ? null : $"a relevance from 0 to {LargestLabel}";

    public override double[] BaseMargins(BoostingRows rows) => [0];

    public override void Derive(BoostingRows rows, float[] gradients, float[] hessians, WorkerTeam team)
    {
        var starts = rows.GroupStarts!;
        team.Run(starts.Length - 1, (_, group) => DeriveGroup(rows, starts[group], starts[group + 1], gradients, hessians));
    }

    private void DeriveGroup(BoostingRows rows, int start, int end, float[] gradients, float[] hessians)
    {
        var margins = rows.Margins.AsSpan(start, end - start);
        var labels = rows.Labels.AsSpan(start, end - start);
        var (g, h) = (new double[margins.Length], new double[margins.Length]);
        var order = Descending(margins);
        var best = byNdcg ? BestGain(labels) : 1;
        for (var i = 0; i < Math.Min(pairRows, order.Length) && best > 0; i++)
        {
            for (var j = i + 1; j < order.Length; j++)
            {
                if (labels[order[i]] == labels[order[j]]) continue;
                var (better, worse) = labels[order[i]] > labels[order[j]] ? (order[i], order[j]) : (order[j], order[i]);
                var weight = byNdcg ? (Gain(labels[better]) - Gain(labels[worse])) * (Discount(i) - Discount(j)) / best : 1;
                var wrong = 1 / (1 + Math.Exp((double)margins[better] - margins[worse]));
                g[better] -= weight * wrong;
                g[worse] += weight * wrong;
                h[better] += weight * wrong * (1 - wrong);
                h[worse] += weight * wrong * (1 - wrong);
            }
        }

        for (var i = 0; i < g.Length; i++)
        {
            var weight = rows.WeightOf(start);
            gradients[start + i] = (float)g[i] * weight;
            hessians[start + i] = Math.Max((float)(2 * h[i]), SmallestHessian) * weight;
        }
    }

    private static int[] Descending(ReadOnlySpan<float> margins)
    {
        var keys = new (float Margin, int Row)[margins.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = (-margins[i], i);
        Array.Sort(keys);
        return Array.ConvertAll(keys, key => key.Row);
    }

    private static double BestGain(ReadOnlySpan<float> labels)
    {
        var sorted = labels.ToArray();
        Array.Sort(sorted);
        double sum = 0;
        for (var rank = 0; rank < sorted.Length; rank++) sum += Gain(sorted[^(rank + 1)]) * Discount(rank);
        return sum;
    }

    private static double Gain(float label) => Math.Pow(2, label) - 1;

    private static double Discount(int rank) => 1 / Math.Log2(rank + 2);
}
