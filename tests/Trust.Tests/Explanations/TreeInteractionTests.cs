using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class TreeInteractionTests
{
    private const int Width = 5;
    private const double Tolerance = 1e-11;

    [Theory]
    [InlineData(1, 2, 0.0)]
    [InlineData(3, 6, 0.0)]
    [InlineData(3, 7, 0.4)]
    public void Interactions_OfRandomTrees_AreTheDefinition(int trees, int depth, double emptyChance)
    {
        var random = new RandomTrees(Width, (ulong)depth) { HasCategories = true, EmptyChance = emptyChance };
        var model = random.Model(trees, depth, outputs: 2);
        var rows = random.Rows(9);

        var found = new TreeShap(model).Interact(rows, threads: 1, CancellationToken.None);

        for (var row = 0; row < found.Rows; row++)
        {
            for (var output = 0; output < 2; output++)
            {
                var worth = TreeGame.PathDependent(model, output, rows[(row * Width)..((row + 1) * Width)]);
                CheckMatrix(worth, found.Row(row, output));
            }
        }
    }

    [Fact]
    public void Interactions_OfEveryRow_AddUpToContributions()
    {
        var random = new RandomTrees(12, 4);
        var shap = new TreeShap(random.Model(trees: 20, depth: 7));
        var rows = random.Rows(70);

        var pairs = shap.Interact(rows, threads: 2, CancellationToken.None);
        var values = shap.Explain(rows, threads: 1, CancellationToken.None);

        Assert.Equal(values.BaseValues, pairs.BaseValues);
        for (var row = 0; row < values.Rows; row++)
        {
            for (var feature = 0; feature < 12; feature++)
            {
                Assert.Equal(values.Row(row)[feature], pairs.Row(row).Slice(feature * 12, 12).ToArray().Sum(), Tolerance);
            }
        }
    }

    /// <summary>Off the diagonal the index of the pair; on it what the pairs leave of the Shapley value.</summary>
    public static void CheckMatrix(double[] worth, ReadOnlySpan<double> found)
    {
        for (var i = 0; i < Width; i++)
        {
            var main = TreeGame.Shapley(worth, i);
            for (var j = 0; j < Width; j++)
            {
                if (i == j) continue;
                var expected = TreeGame.Interaction(worth, i, j);
                Assert.Equal(expected, found[(i * Width) + j], Tolerance);
                main -= expected;
            }

            Assert.Equal(main, found[(i * Width) + i], Tolerance);
        }
    }
}
