using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class TreeShapTests
{
    private const double Tolerance = 1e-11;

    [Theory]
    [InlineData(1, 0, 1, 0.0)]
    [InlineData(3, 1, 1, 0.0)]
    [InlineData(1, 3, 5, 0.0)]
    [InlineData(6, 6, 5, 0.0)]
    [InlineData(6, 6, 5, 0.4)]
    [InlineData(4, 9, 3, 0.2)]
    [InlineData(3, 11, 60, 0.0)]
    public void TreeShap_OfRandomTrees_IsThePlainRecursion(int trees, int depth, int width, double emptyChance)
    {
        var random = new RandomTrees(width, (ulong)(trees + depth)) { HasCategories = true, EmptyChance = emptyChance, LeafChance = depth > 9 ? 0.3 : 0.15 };
        var model = random.Model(trees, depth, outputs: 2);
        var rows = random.Rows(45);

        var found = new TreeShap(model).Explain(rows, threads: 1, CancellationToken.None);

        for (var row = 0; row < found.Rows; row++)
        {
            var plain = new double[2 * width];
            foreach (var tree in model.Trees)
            {
                PlainTreeShap.Add(tree, tree.Shares(), rows.AsSpan(row * width, width), plain.AsSpan(tree.Output * width, width));
            }

            for (var i = 0; i < plain.Length; i++) Assert.Equal(plain[i], found.Row(row, i / width)[i % width], Tolerance);
        }

        CheckAdditivity(model, rows, found);
    }

    [Fact]
    public void TreeShap_OfAPathOfManyFeatures_AddsUp()
    {
        const int Width = 150;
        var model = Chain(Width);
        var rows = new RandomTrees(Width, 9).Rows(20);

        var found = new TreeShap(model).Explain(rows, threads: 1, CancellationToken.None);

        CheckAdditivity(model, rows, found);
    }

    [Fact]
    public void TreeShap_OfTheSameRows_IsTheSameAlonePaddedAndOnTwoThreads()
    {
        const int Width = 7;
        var random = new RandomTrees(Width, 10) { HasCategories = true };
        var shap = new TreeShap(random.Model(trees: 12, depth: 6));
        var rows = random.Rows(133);

        var one = shap.Explain(rows, threads: 1, CancellationToken.None);
        var two = shap.Explain(rows, threads: 2, CancellationToken.None);

        for (var row = 0; row < one.Rows; row++)
        {
            var alone = shap.Explain(rows.AsMemory(row * Width, Width), threads: 1, CancellationToken.None);
            Assert.Equal(one.Row(row).ToArray(), two.Row(row).ToArray());
            Assert.Equal(one.Row(row).ToArray(), alone.Row(0).ToArray());
        }
    }

    [Fact]
    public void TreeShap_OfNoRows_IsEmpty()
    {
        var found = new TreeShap(new RandomTrees(3, 1).Model(trees: 2, depth: 3)).Explain(ReadOnlyMemory<double>.Empty, threads: 1, CancellationToken.None);

        Assert.Equal(0, found.Rows);
    }

    private static void CheckAdditivity(ExplainedTrees model, double[] rows, Explanation found)
    {
        var scores = model.ToScorer().Scores(rows);
        for (var i = 0; i < scores.Length; i++)
        {
            var (row, output) = (i / model.Outputs, i % model.Outputs);
            Assert.Equal(scores[i], found.BaseValues[output] + found.Row(row, output).ToArray().Sum(), 1e-10);
        }
    }

    /// <summary>A tree that asks every feature once, one below the other.</summary>
    private static ExplainedTrees Chain(int width)
    {
        var count = (2 * width) + 1;
        int[] Nodes(Func<int, int> of) => [.. Enumerable.Range(0, count).Select(of)];
        var tree = new ExplainedTree
        {
            Feature = Nodes(node => node % 2 == 0 && node < count - 1 ? node / 2 : ExplainedTree.Leaf),
            Threshold = [.. Nodes(node => node % 3 == 0 ? -1 : 1).Select(bound => (double)bound)],
            Left = Nodes(node => node + 1), Right = Nodes(node => node + 2), DefaultLeft = new bool[count],
            Value = [.. Enumerable.Range(0, count).Select(node => Math.Sin(node))],
            Cover = [.. Enumerable.Range(0, count).Select(node => Math.Pow(0.97, node / 2) * (node % 2 == 0 ? 1 : 0.03))],
        };
        return new ExplainedTrees([.. Enumerable.Range(0, width).Select(i => $"f{i}")], [tree], [0]);
    }
}
