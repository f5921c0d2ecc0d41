using MlPlatform.Learning.Trees;
using MlPlatform.Learning.Trees.Scoring;

namespace MlPlatform.Learning.Tests.Trees.Scoring;

/// <summary>Every kernel against the plain walk of <see cref="TreeWalk"/>, to the last bit.</summary>
public sealed class TreeScorerTests
{
    private const int Features = 5;

    public static TheoryData<TreeKernel> Kernels => [.. Enum.GetValues<TreeKernel>().Where(TreeKernels.IsSupported)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernel_TreesOfAnyShape_AgreeWithThePlainWalk(TreeKernel kernel)
    {
        foreach (var (leaves, depth) in new[] { (1, 6), (2, 6), (3, 2), (7, 3), (8, 7), (16, 4), (31, 12), (64, 6), (65, 30), (200, 9), (256, 40) })
        {
            Check(new RandomTrees((ulong)leaves).Ensemble(9, Features, leaves, depth: depth), kernel, seed: 1);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernel_CategoricalSplits_AgreeWithThePlainWalk(TreeKernel kernel)
    {
        Check(new RandomTrees(2) { Categorical = 0.5 }.Ensemble(20, Features, 40), kernel, seed: 2);
        Check(new RandomTrees(3) { Categorical = 1 }.Ensemble(20, 2, 64), kernel, seed: 3);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernel_ManyThresholdsPerInput_AgreeWithThePlainWalk(TreeKernel kernel)
    {
        foreach (var thresholds in new[] { 14, 15, 16, 17, 31, 33, 63, 127, 128, 245, 253, 254, 255, 256, 600, 2000 })
        {
            Check(new RandomTrees((ulong)thresholds) { Thresholds = thresholds }.Ensemble(60, 1, 64), kernel, seed: 4);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernel_SeveralOutputs_EachTreeAddsToItsOwn(TreeKernel kernel)
    {
        Check(new RandomTrees(5).Ensemble(21, Features, 20, outputs: 3), kernel, seed: 5);
        Check(new RandomTrees(6).Ensemble(21, Features, 20, outputs: 3, floatSums: true), kernel, seed: 6);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernel_FloatSums_RoundsAfterEveryTree(TreeKernel kernel) =>
        Check(new RandomTrees(7).Ensemble(50, Features, 64, floatSums: true), kernel, seed: 7);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernel_AnyNumberOfRows_AgreesWithThePlainWalk(TreeKernel kernel)
    {
        var ensemble = new RandomTrees(8).Ensemble(5, Features, 16);
        foreach (var count in new[] { 0, 1, 23, 24, 63, 64, 255, 256, 257, 279, 280, 512, 700 }) Check(ensemble, kernel, seed: 8, count);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Kernel_NoTrees_GivesTheBaseMargins(TreeKernel kernel) => Check(new TreeEnsemble([], [1.5, -2], 2, 3), kernel, seed: 9);

    [Fact]
    public void OneRow_TreesOfManyLeavesAndInputs_AgreesWithThePlainWalk()
    {
        const int Wide = 3000;
        var trees = new RandomTrees(10) { Categorical = 0.1 };
        var ensemble = trees.Ensemble(13, Wide, 700, depth: 60);
        var scorer = new TreeScorer(ensemble);

        Assert.Equal(TreeKernel.Walk, scorer.Kernel);
        Check(ensemble, TreeKernels.Fastest, seed: 10, count: 40);
    }

    [Fact]
    public void Row_OfAnotherWidth_IsRefused()
    {
        var scorer = new TreeScorer(new RandomTrees(11).Ensemble(2, Features, 4));

        Assert.Contains("5", Assert.Throws<LearningException>(() => scorer.Score(new double[4], new double[1])).Message);
        Assert.Contains("7 values", Assert.Throws<LearningException>(() => scorer.ScoreRows(new double[7], new double[2])).Message);
    }

    [Fact]
    public void Tree_ThatAWalkCouldNotLeave_IsRefused()
    {
        var tree = new RandomTrees(12).Ensemble(1, Features, 4).Trees[0];
        tree.Left[0] = 0;

        Assert.Throws<LearningException>(() => new TreeScorer(new TreeEnsemble([tree], [0], 1, Features)));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Scoring_OneRowOrMany_AllocatesNothing(TreeKernel kernel)
    {
        var trees = new RandomTrees(13);
        var scorer = new TreeScorer(trees.Ensemble(30, Features, 64), kernel);
        var rows = trees.Rows(1000, Features);
        var margins = new double[1000];
        scorer.ScoreRows(rows, margins);
        scorer.Score(rows.AsSpan(0, Features), margins);

        var before = GC.GetAllocatedBytesForCurrentThread();
        scorer.ScoreRows(rows, margins);
        for (var i = 0; i < 100; i++) scorer.Score(rows.AsSpan(i * Features, Features), margins);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Check(TreeEnsemble ensemble, TreeKernel kernel, ulong seed, int count = 600)
    {
        var rows = new RandomTrees(seed + 1000).Rows(count, ensemble.FeatureCount);
        var expected = new double[count * ensemble.Outputs];
        for (var i = 0; i < count; i++) PlainWalk(ensemble, rows.AsSpan(i * ensemble.FeatureCount, ensemble.FeatureCount), expected.AsSpan(i * ensemble.Outputs));
        var scorer = new TreeScorer(ensemble, kernel);

        var together = new double[expected.Length];
        scorer.ScoreRows(rows, together);
        var alone = new double[expected.Length];
        for (var i = 0; i < count; i++)
        {
            scorer.Score(rows.AsSpan(i * ensemble.FeatureCount, ensemble.FeatureCount), alone.AsSpan(i * ensemble.Outputs, ensemble.Outputs));
        }

        Assert.Equal(expected, together);
        Assert.Equal(expected, alone);
    }

    private static void PlainWalk(TreeEnsemble ensemble, ReadOnlySpan<double> row, Span<double> margins)
    {
        for (var k = 0; k < ensemble.Outputs; k++)
        {
            var sum = ensemble.FloatSums ? (float)ensemble.BaseMargins[k] : ensemble.BaseMargins[k];
            for (var t = k; t < ensemble.Trees.Count; t += ensemble.Outputs)
            {
                sum += ensemble.Trees[t].Value[TreeWalk.LeafOf(ensemble.Trees[t], row)];
                if (ensemble.FloatSums) sum = (float)sum;
            }

            margins[k] = sum;
        }
    }
}
