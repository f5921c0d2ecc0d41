using MlPlatform.Tables;
using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Trust.Tests.Explanations;

/// <summary>Seeded trees and rows for the tests: numeric and categorical splits, features asked again further down, gaps in the rows.</summary>
internal sealed class RandomTrees(int width, ulong seed)
{
    private const int Codes = 40;
    private readonly SeededRandom random = new(seed);

    /// <summary>The last feature holds codes of categories.</summary>
    public bool HasCategories { get; init; }

    /// <summary>The chance that a node above the deepest level is a leaf.</summary>
    public double LeafChance { get; init; } = 0.15;

    /// <summary>The chance that all the cover of a node goes one way.</summary>
    public double EmptyChance { get; init; }

    public ExplainedTrees Model(int trees, int depth, int outputs = 1) => new(
        [.. Enumerable.Range(0, width).Select(i => $"f{i}")],
        [.. Enumerable.Range(0, trees).Select(i => Tree(depth, i % outputs))],
        [.. Enumerable.Range(0, outputs).Select(i => 0.25 - i)]);

    public double[] Rows(int count)
    {
        var rows = new double[count * width];
        for (var i = 0; i < rows.Length; i++)
        {
            var isCode = HasCategories && i % width == width - 1;
            rows[i] = random.NextDouble() < 0.1 ? double.NaN : isCode ? random.NextInt32(Codes + 4) - 2 : random.NextNormal();
        }

        return rows;
    }

    private ExplainedTree Tree(int depth, int output)
    {
        var nodes = new List<Node>();
        Grow(nodes, depth, 100);
        return new ExplainedTree
        {
            Feature = [.. nodes.Select(node => node.Feature)], Threshold = [.. nodes.Select(node => node.Threshold)],
            Left = [.. nodes.Select(node => node.Left)], Right = [.. nodes.Select(node => node.Right)],
            DefaultLeft = [.. nodes.Select(node => node.DefaultLeft)], Value = [.. nodes.Select(node => node.Value)],
            Cover = [.. nodes.Select(node => node.Cover)], Categories = [.. nodes.Select(node => node.Words)], Output = output,
        };
    }

    private int Grow(List<Node> nodes, int depth, double cover)
    {
        var own = new Node { Feature = ExplainedTree.Leaf, Cover = cover, Value = random.NextNormal() };
        var number = nodes.Count;
        nodes.Add(own);
        if (depth == 0 || random.NextDouble() < LeafChance) return number;
        own.Feature = random.NextInt32(width);
        own.Threshold = random.NextNormal();
        own.DefaultLeft = random.NextDouble() < 0.5;
        if (HasCategories && own.Feature == width - 1) own.Words = [(uint)random.NextUInt64(), (uint)random.NextUInt64() & 0xFF];
        var share = random.NextDouble() < EmptyChance ? random.NextInt32(2) : 0.05 + (0.9 * random.NextDouble());
        own.Left = Grow(nodes, depth - 1, cover * share);
        own.Right = Grow(nodes, depth - 1, cover * (1 - share));
        return number;
    }

    private sealed class Node
    {
        public int Feature { get; set; }

        public double Threshold { get; set; }

        public int Left { get; set; }

        public int Right { get; set; }

        public bool DefaultLeft { get; set; }

        public double Value { get; init; }

        public double Cover { get; init; }

        public uint[]? Words { get; set; }
    }
}
