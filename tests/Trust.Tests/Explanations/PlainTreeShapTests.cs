using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class PlainTreeShapTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.3)]
    [InlineData(3, 0.0)]
    public void PlainTreeShap_OfRandomTrees_IsTheDefinition(ulong seed, double emptyChance)
    {
        const int Width = 5;
        var random = new RandomTrees(Width, seed) { HasCategories = true, EmptyChance = emptyChance };
        var model = random.Model(trees: 4, depth: 6);
        var rows = random.Rows(10);
        for (var start = 0; start < rows.Length; start += Width)
        {
            var row = rows[start..(start + Width)];
            var found = new double[Width];
            foreach (var tree in model.Trees) PlainTreeShap.Add(tree, tree.Shares(), row, found);

            var worth = TreeGame.PathDependent(model, 0, row);
            for (var feature = 0; feature < Width; feature++) Assert.Equal(TreeGame.Shapley(worth, feature), found[feature], Tolerance);
        }
    }
}
