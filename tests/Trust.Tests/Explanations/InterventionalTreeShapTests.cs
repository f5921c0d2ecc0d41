using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Trust.Tests.Explanations;

public sealed class InterventionalTreeShapTests
{
    private const double Tolerance = 1e-11;

    [Theory]
    [InlineData(1, 0, 3)]
    [InlineData(1, 3, 5)]
    [InlineData(5, 6, 7)]
    [InlineData(4, 9, 5)]
    [InlineData(2, 14, 12)]
    public void InterventionalTreeShap_OfRandomTrees_IsShapleyByEnumeration(int trees, int depth, int width)
    {
        var random = new RandomTrees(width, (ulong)(trees + depth)) { HasCategories = true, LeafChance = depth > 9 ? 0.25 : 0.15 };
        var model = random.Model(trees, depth, outputs: 2);
        double[] weights = [.. Enumerable.Range(0, 37).Select(i => (double)(i % 4))];
        var background = new Background(random.Rows(37), width, weights);
        var rows = random.Rows(width > 9 ? 3 : 35);

        var found = new InterventionalTreeShap(model, background).Explain(rows, threads: 2, CancellationToken.None);

        var exact = ExactShapley.Explain(model.ToScorer(), background, rows, CancellationToken.None);
        for (var row = 0; row < found.Rows; row++)
        {
            for (var output = 0; output < 2; output++)
            {
                Assert.Equal(exact.BaseValues[output], found.BaseValues[output], Tolerance);
                for (var i = 0; i < width; i++) Assert.Equal(exact.Row(row, output)[i], found.Row(row, output)[i], Tolerance);
            }
        }
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 8)]
    public void Interactions_AgainstABackground_AreTheDefinition(int trees, int depth)
    {
        const int Width = 5;
        var random = new RandomTrees(Width, (ulong)depth) { HasCategories = true };
        var model = random.Model(trees, depth, outputs: 2);
        var background = new Background(random.Rows(11), Width);
        var rows = random.Rows(6);

        var found = new InterventionalTreeShap(model, background).Interact(rows, threads: 1, CancellationToken.None);

        for (var row = 0; row < found.Rows; row++)
        {
            for (var output = 0; output < 2; output++)
            {
                TreeInteractionTests.CheckMatrix(Worth(model, background, output, rows.AsSpan(row * Width, Width)), found.Row(row, output));
            }
        }
    }

    [Fact]
    public void InterventionalTreeShap_OfLongPaths_AddsUpWithTablesAndWithout()
    {
        const int Width = 40;
        var random = new RandomTrees(Width, 3) { LeafChance = 0.3 };
        var model = random.Model(trees: 6, depth: 18);
        var background = new Background(random.Rows(50), Width);
        var rows = random.Rows(40);
        var shap = new InterventionalTreeShap(model, background);

        var found = shap.Explain(rows, threads: 1, CancellationToken.None);
        var pairs = shap.Interact(rows, threads: 1, CancellationToken.None);

        var scores = model.ToScorer().Scores(rows);
        for (var row = 0; row < scores.Length; row++)
        {
            Assert.Equal(scores[row], found.BaseValues[0] + found.Row(row).ToArray().Sum(), Tolerance);
            for (var i = 0; i < Width; i++) Assert.Equal(found.Row(row)[i], pairs.Row(row).Slice(i * Width, Width).ToArray().Sum(), Tolerance);
        }
    }

    [Fact]
    public void InterventionalTreeShap_OfABackgroundRowOfWeightTwo_IsThatOfTheRowTwice()
    {
        const int Width = 6;
        var random = new RandomTrees(Width, 12);
        var model = random.Model(trees: 5, depth: 5);
        double[] once = random.Rows(2), rows = random.Rows(8);

        var weighted = new InterventionalTreeShap(model, new Background(once, Width, [1, 2])).Explain(rows, threads: 1, CancellationToken.None);
        var repeated = new InterventionalTreeShap(model, new Background([.. once, .. once[Width..]], Width)).Explain(rows, threads: 1, CancellationToken.None);

        for (var row = 0; row < 8; row++)
        {
            for (var i = 0; i < Width; i++) Assert.Equal(repeated.Row(row)[i], weighted.Row(row)[i], Tolerance);
        }
    }

    [Fact]
    public void LeafGame_WithTables_IsTheGameWithout()
    {
        const int Slots = 7;
        var leaf = new PatternLeaf(0, [.. Enumerable.Range(0, Slots)], 2.5);
        (ulong, double)[] background = [(0b110_1011, 0.3), (0b111_0001, 0.5), (0b111_1111, 0.2)];
        var without = new LeafGame(leaf, background, new LeafTables(Slots - 1, Slots - 1));
        var with = new LeafGame(leaf, background, new LeafTables(Slots, Slots));
        for (ulong pattern = 0; pattern < 1 << Slots; pattern++)
        {
            double[] plain = new double[Slots], tabled = new double[Slots], plainPairs = new double[Slots * Slots], tabledPairs = new double[Slots * Slots];
            without.AddValues([pattern], plain, Slots);
            with.AddValues([pattern], tabled, Slots);
            without.AddPairs([pattern], Slots, plainPairs, Slots * Slots);
            with.AddPairs([pattern], Slots, tabledPairs, Slots * Slots);
            Assert.Equal(tabled, plain);
            Assert.Equal(tabledPairs, plainPairs);
        }
    }

    [Fact]
    public void LeafTables_OfManyLongPaths_AreFewer()
    {
        var few = new PatternTree(new RandomTrees(20, 5) { LeafChance = 0 }.Model(trees: 1, depth: 9).Trees[0]);

        Assert.Equal(10, LeafTables.For([few]).MostSlots);
        Assert.InRange(LeafTables.For(Enumerable.Repeat(few, 2000)).MostSlots, 1, 8);
        Assert.InRange(LeafTables.For(Enumerable.Repeat(few, 2000)).MostSlotsOfPairs, 1, LeafTables.For(Enumerable.Repeat(few, 2000)).MostSlots);
    }

    [Fact]
    public void InterventionalTreeShap_OfAPathOfTooManyFeatures_IsRefused()
    {
        var count = (2 * 65) + 1;
        var tree = new ExplainedTree
        {
            Feature = [.. Enumerable.Range(0, count).Select(node => node % 2 == 0 && node < count - 1 ? node / 2 : ExplainedTree.Leaf)],
            Threshold = new double[count], Left = [.. Enumerable.Range(1, count)], Right = [.. Enumerable.Range(2, count)],
            DefaultLeft = new bool[count], Value = new double[count], Cover = new double[count],
        };
        var model = new ExplainedTrees([.. Enumerable.Range(0, 65).Select(i => $"f{i}")], [tree], [0]);

        Assert.Throws<TrustException>(() => new InterventionalTreeShap(model, new Background(new double[65], 65)));
    }

    private static double[] Worth(ExplainedTrees model, Background background, int output, ReadOnlySpan<double> row)
    {
        var worth = new double[1 << row.Length];
        var scorer = model.ToScorer();
        var workspace = new double[background.WorkspaceLength(model.Outputs)];
        var means = new double[model.Outputs];
        for (var coalition = 0; coalition < worth.Length; coalition++)
        {
            bool[] present = [.. Enumerable.Range(0, row.Length).Select(i => (coalition >> i & 1) == 1)];
            background.Value(scorer, row, present, workspace, means);
            worth[coalition] = means[output];
        }

        return worth;
    }
}
