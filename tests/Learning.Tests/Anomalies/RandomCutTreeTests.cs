using System.Globalization;
using MlPlatform.Learning.Anomalies;
using MlPlatform.Learning.Tests.Tiles;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Anomalies;

public sealed class RandomCutTreeTests
{
    private static readonly float[][] Five = [[0, 0], [1, 0.5f], [0.8f, 2], [3, 1], [9, 7]];

    [Fact]
    public void Insert_InAnyOrder_GivesTreesDistributedAsThoseGrownFromTheTop()
    {
        const int Runs = 10_000;
        const double Near = 0.08;
        double[] depths = new double[5], displacements = new double[5], plainDepths = new double[5], plainDisplacements = new double[5];
        for (ulong run = 0; run < Runs; run++)
        {
            var (tree, leaves) = Grow(Five, run);
            var plain = PlainCutTree.Grow(Five, new SeededRandom(run, 99));
            for (var i = 0; i < 5; i++)
            {
                depths[i] += Depth(tree, leaves[i]) / (double)Runs;
                displacements[i] += Displacement.Of(tree, leaves[i]) / Runs;
                plainDepths[i] += plain.Depth(Five[i]) / (double)Runs;
                plainDisplacements[i] += plain.Displacement(Five[i]) / Runs;
            }
        }

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(plainDepths[i], depths[i], Near);
            Assert.Equal(plainDisplacements[i], displacements[i], Near);
        }
    }

    [Fact]
    public void Insert_OfManyPoints_KeepsBoxesMassesAndSides()
    {
        var points = SampleRows.Normal(60, 3, 1).Chunk(3).ToArray();
        var (tree, _) = Grow(points, 5);
        AssertSound(tree, points);
    }

    [Fact]
    public void Delete_AfterInsert_RestoresTheTree()
    {
        var points = SampleRows.Normal(30, 4, 2).Chunk(4).ToArray();
        for (ulong seed = 0; seed < 50; seed++)
        {
            var (tree, _) = Grow(points[..29], seed);
            var before = Text(tree);
            tree.Insert(Padded(points[29]), new SeededRandom(seed, 3));
            Assert.NotEqual(before, Text(tree));
            tree.Delete(29);
            Assert.Equal(before, Text(tree));
        }
    }

    [Fact]
    public void InsertsAndDeletes_MixedLong_KeepTheTreeSound()
    {
        var random = new SeededRandom(7);
        var tree = new RandomCutTree(20, 2);
        var inside = new List<float[]>();
        for (var step = 0; step < 3000; step++)
        {
            if (inside.Count == 20 || (inside.Count > 0 && random.NextInt32(3) == 0))
            {
                var place = random.NextInt32(inside.Count);
                tree.Delete(place);
                inside[place] = inside[^1];
                inside.RemoveAt(inside.Count - 1);
            }
            else
            {
                float[] point = [random.NextInt32(4), random.NextInt32(4)];
                tree.Insert(Padded(point), random);
                inside.Add(point);
            }

            AssertSound(tree, [.. inside]);
        }
    }

    [Fact]
    public void EqualPoints_ShareALeaf()
    {
        var (tree, leaves) = Grow([[1, 2], [5, 5], [1, 2], [1, 2]], 1);
        Assert.Equal(leaves[0], leaves[2]);
        Assert.Equal(3, tree.Mass(leaves[0]));
        Assert.Equal(1.0 / 3, Displacement.Of(tree, leaves[0]));
        Assert.Equal(3, Displacement.Of(tree, leaves[1]));
    }

    [Fact]
    public void Expected_OfAPointOnALine_IsTheHandMadeMean()
    {
        // Leaves 0 and 1, cut between them; the point 4. At the root, box [0, 1] grows by 3 to 4: with chance 3/4 the point parts
        // there and moves both, 2. Else it goes to leaf 1, whose sibling, over the two then there, is 1/2, and parts from it, 1.
        var (tree, _) = Grow([[0], [1]], 3);
        Assert.Equal((0.75 * 2) + (0.25 * 1), Displacement.Expected(KernelPaths.Best, tree, Padded([4])), 1e-12);
        // The point 0 itself would join its leaf: 1 over 2.
        Assert.Equal(0.5, Displacement.Expected(KernelPaths.Best, tree, Padded([0])), 1e-12);
    }

    [Fact]
    public void Expected_OfAnyPoint_IsTheMeanOfItsDisplacementWhenInserted()
    {
        const int Runs = 15_000;
        var points = SampleRows.Normal(12, 2, 4).Chunk(2).ToArray();
        var (tree, _) = Grow([.. points, points[3]], 8, capacity: 14);
        foreach (var asked in new float[][] { [0.1f, -0.2f], [3, 3], [-1, 5], points[3] })
        {
            double sum = 0;
            for (ulong run = 0; run < Runs; run++)
            {
                sum += Displacement.Of(tree, tree.Insert(Padded(asked), new SeededRandom(run, 77)));
                tree.Delete(13);
            }

            Assert.Equal(sum / Runs, Displacement.Expected(KernelPaths.Best, tree, Padded(asked)), 0.1);
        }
    }

    [Fact]
    public void Expected_OnEveryPath_GivesTheSameBits()
    {
        const int Width = 21;
        var (tree, _) = Grow([.. SampleRows.Normal(50, Width, 5).Chunk(Width)], 9);
        foreach (var asked in SampleRows.Normal(20, Width, 6).Chunk(Width))
        {
            var scalar = Displacement.Expected(KernelPath.Scalar, tree, Padded(asked));
            Assert.All(Enum.GetValues<KernelPath>(), path => Assert.Equal(scalar, Displacement.Expected(path, tree, Padded(asked))));
        }
    }

    private static (RandomCutTree Tree, int[] Leaves) Grow(float[][] points, ulong seed, int? capacity = null)
    {
        var random = new SeededRandom(seed);
        var tree = new RandomCutTree(capacity ?? points.Length + 1, points[0].Length);
        return (tree, [.. points.Select(point => tree.Insert(Padded(point), random))]);
    }

    private static float[] Padded(float[] point)
    {
        var padded = new float[CutBoxes.PaddedWidth(point.Length)];
        point.CopyTo(padded, 0);
        return padded;
    }

    private static int Depth(RandomCutTree tree, int leaf)
    {
        var depth = 0;
        for (var node = leaf; node != tree.Root; node = tree.Parent(node)) depth++;
        return depth;
    }

    /// <summary>Every node's box, mass and range are those of the points under it, and they lie on its sides.</summary>
    private static void AssertSound(RandomCutTree tree, float[][] points)
    {
        Assert.Equal(points.Length, tree.Count);
        if (points.Length == 0) Assert.Equal(RandomCutTree.None, tree.Root);
        else AssertSound(tree, tree.Root, points);
    }

    private static void AssertSound(RandomCutTree tree, int node, float[][] points)
    {
        Assert.Equal(points.Length, tree.Mass(node));
        for (var i = 0; i < points[0].Length; i++)
        {
            Assert.Equal(points.Min(p => p[i]), tree.Boxes.Low(node)[i]);
            Assert.Equal(points.Max(p => p[i]), tree.Boxes.High(node)[i]);
        }

        if (tree.IsLeaf(node))
        {
            Assert.Equal(0, tree.Boxes.Range(node));
            return;
        }

        var (column, cut) = tree.Cut(node);
        AssertSound(tree, tree.Left(node), [.. points.Where(p => p[column] <= cut)]);
        AssertSound(tree, tree.Right(node), [.. points.Where(p => p[column] > cut)]);
    }

    private static string Text(RandomCutTree tree) => string.Join(';', tree.Preorder().Select(node => string.Create(
        CultureInfo.InvariantCulture, $"{tree.Cut(node)} {tree.Mass(node)} {tree.Boxes.Range(node)} {string.Join(',', tree.Boxes.Low(node).ToArray())}")));
}
