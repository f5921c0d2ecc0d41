using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Parallelism;
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
        var before = RankingMetrics.Ndcg(new double[test.RowCount], test.Labels, test.Groups, 5);
        var after = RankingMetrics.Ndcg(model.Score(test.Features), test.Labels, test.Groups, 5);
        Assert.True(after > 0.9 && after > before + 0.2, $"{before} then {after}");
    }

    [Fact]
    public void Groups_ThatDoNotLieTogether_AreRefused()
    {
        var data = Numbers(4, 3, 1, Relevance) with { Groups = [1, 1, 2, 1] };
        Assert.Contains("row 4", Assert.Throws<LearningException>(() => Fit(data, ("objective", "rank:ndcg"))).Message, StringComparison.Ordinal);
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
