using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees.Growing;
using MlPlatform.Learning.Trees.Objectives;
using MlPlatform.Tables;
using static MlPlatform.Learning.Tests.Trees.TreeSamples;

namespace MlPlatform.Learning.Tests.Trees;

public sealed class RankingTests
{
    [Fact]
    public void Pairwise_GradientOfThreeRows_IsTheSumOverPairs()
    {
        float[] margins = [0.2f, 1.0f, -0.5f];
        float[] labels = [2, 0, 1];
        var rows = new BoostingRows(labels, null, [0, 3], 1);
        margins.CopyTo(rows.MarginsOf(0));
        var (gradients, hessians) = (new float[3], new float[3]);
        using var team = new WorkerTeam(1);
        new PairwiseRanking(byNdcg: false, 32).Derive(rows, gradients, hessians, team);
        const double Step = 1e-3;
        for (var i = 0; i < 3; i++)
        {
            var slope = (Loss(margins, labels, i, Step) - Loss(margins, labels, i, -Step)) / (2 * Step);
            Assert.Equal(slope, gradients[i], 1e-5);
        }
    }

    [Theory]
    [InlineData("rank:pairwise")]
    [InlineData("rank:ndcg")]
    public void Ranking_OfGroups_PutsRelevantRowsFirst(string objective)
    {
        var train = Groups(Numbers(1000, 3, 1, Relevance));
        var model = Fit(train, ("objective", objective), ("num_round", "30"));
        var test = Groups(Numbers(1000, 3, 2, Relevance));
        var rows = new BoostingRows([.. test.Labels.Select(l => (float)l)], null, [.. Enumerable.Range(0, 101).Select(i => i * 10)], 1);
        var before = RankMetrics.Ndcg(rows, 5);
        model.Score(test.Features).Select(s => (float)s).ToArray().CopyTo(rows.MarginsOf(0));
        var after = RankMetrics.Ndcg(rows, 5);
        Assert.True(after > 0.9 && after > before + 0.2, $"{before} then {after}");
    }

    [Fact]
    public void Groups_ThatDoNotLieTogether_AreRefused()
    {
        var data = Numbers(4, 3, 1, Relevance) with { Groups = [1, 1, 2, 1] };
        Assert.Contains("row 4", Assert.Throws<LearningException>(() => Fit(data, ("objective", "rank:ndcg"))).Message, StringComparison.Ordinal);
    }

    // numpy: gains 2^label - 1 in the order of the scores times 1 / log2(rank + 2), over the same in the order of the gains.
    [Theory]
    [InlineData(int.MaxValue, 0.5757103)]
    [InlineData(2, 0.2128454)]
    public void Ndcg_OfFourRows_IsAsComputedByNumpy(int first, double expected)
    {
        var rows = new BoostingRows([3, 0, 2, 1], null, [0, 4], 1);
        new[] { 0.1f, 0.9f, 0.8f, 0.3f }.CopyTo(rows.MarginsOf(0));
        Assert.Equal(expected, RankMetrics.Ndcg(rows, first), 1e-6);
    }

    [Fact]
    public void Auc_WithTiesAndWeights_CountsPairs()
    {
        var rows = new BoostingRows([1, 0, 1, 0], [1, 2, 3, 1], null, 1);
        new[] { 0.5f, 0.5f, 0.9f, 0.1f }.CopyTo(rows.MarginsOf(0));
        Assert.Equal(((1 * 2 * 0.5) + (1 * 1) + (3 * 2) + (3 * 1)) / (4.0 * 3), RankMetrics.Auc(rows), 12);
    }

    private static double Relevance(double[] x, SeededRandom random) => Math.Clamp(Math.Round(1 + x[0] - (0.5 * x[1])), 0, 3);

    private static TrainingData Groups(TrainingData data) => data with { Groups = [.. Enumerable.Range(0, data.RowCount).Select(i => i / 10)] };

    private static double Loss(float[] margins, float[] labels, int changed, double step)
    {
        double sum = 0;
        for (var i = 0; i < margins.Length; i++)
        {
            for (var j = 0; j < margins.Length; j++)
            {
                if (labels[i] <= labels[j]) continue;
                var difference = margins[i] + (i == changed ? step : 0) - margins[j] - (j == changed ? step : 0);
                sum += Math.Log(1 + Math.Exp(-difference));
            }
        }

        return sum;
    }
}
