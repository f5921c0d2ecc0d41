using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class ExplainedTreesTests
{
    [Theory]
    [InlineData(0.9, true)]
    [InlineData(1, false)]
    [InlineData(double.NaN, true)]
    [InlineData(double.PositiveInfinity, false)]
    public void GoesLeft_AtANumber_IsBelowTheBoundOrMissing(double value, bool left) => Assert.Equal(left, Stump().GoesLeft(0, value));

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(33, true)]
    [InlineData(64, false)]
    [InlineData(1e15, false)]
    [InlineData(-1, true)]
    [InlineData(double.NaN, true)]
    public void GoesLeft_AtACategory_IsInTheSetOrUnknown(double value, bool left) =>
        Assert.Equal(left, Stump(categories: [[1u << 3, 1u << 1], null, null]).GoesLeft(0, value));

    [Fact]
    public void Trees_ThatAreNone_AreRefusedByName()
    {
        Refused(Stump(left: 3), "has child 3 of node 0");
        Refused(Stump(left: 0), "has child 0 of node 0");
        Refused(Stump(left: 2), "has 0 ways to node 1");
        Refused(Stump(feature: 2), "asks feature 2 of 2 at node 0");
        Refused(Stump(feature: -2), "asks feature -2 of 2 at node 0");
        Refused(Stump(cover: -1), "has a cover of -1 at node 1");
        Refused(Stump(cover: double.NaN), "has a cover of NaN at node 1");
        Refused(Stump(value: double.PositiveInfinity), "has a leaf of");
        Refused(Stump(threshold: double.NaN), "has no bound at node 0");
        Refused(Stump(output: 1), "adds to output 1 of 1");
        Refused(Stump(covers: [1, 1]), "arrays of different lengths");
    }

    [Fact]
    public void Trees_DeeperThanTheirLimit_AreRefused()
    {
        var count = (2 * (TreeRules.MostDepth + 1)) + 1;
        var tree = new ExplainedTree
        {
            Feature = [.. Enumerable.Range(0, count).Select(node => node % 2 == 0 && node < count - 1 ? 0 : ExplainedTree.Leaf)],
            Threshold = new double[count], Left = [.. Enumerable.Range(1, count)], Right = [.. Enumerable.Range(2, count)],
            DefaultLeft = new bool[count], Value = new double[count], Cover = new double[count],
        };

        Refused(tree, "more than 1000 splits");
    }

    private static void Refused(ExplainedTree tree, string reason)
    {
        var refusal = Assert.Throws<TrustException>(() => new ExplainedTrees(["a", "b"], [Stump(), tree], [0]));
        Assert.StartsWith("Tree 1 ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    private static ExplainedTree Stump(
        int left = 1, int feature = 0, double cover = 5, double value = 1, double threshold = 1, int output = 0, double[]? covers = null, uint[]?[]? categories = null) => new()
    {
        Feature = [feature, -1, -1], Threshold = [threshold, 0, 0], Left = [left, 0, 0], Right = [2, 0, 0], DefaultLeft = [true, false, false],
        Value = [0, value, 2], Cover = covers ?? [10, cover, 5], Output = output, Categories = categories,
    };
}
