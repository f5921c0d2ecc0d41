using MlPlatform.Learning.Trees;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Trees.Scoring;

/// <summary>Seeded ensembles of any shape, and rows that hit their thresholds, their categories and what is missing.</summary>
internal sealed class RandomTrees(ulong seed)
{
    private static readonly float[] Bounds = [float.NegativeInfinity, -3, -1.5f, -float.Epsilon, -0f, 0, 1e-20f, 0.25f, 1, 2, 1e30f, float.PositiveInfinity];

    private readonly SeededRandom random = new(seed);

    /// <summary>How many different finite thresholds are drawn besides the odd ones.</summary>
    public int Thresholds { get; init; } = 40;

    /// <summary>The share of splits that are categorical.</summary>
    public double Categorical { get; init; }

    public TreeEnsemble Ensemble(int trees, int features, int leaves, int outputs = 1, int depth = 6, bool floatSums = false)
    {
        var grown = Enumerable.Range(0, trees).Select(_ => Tree(features, leaves, depth)).ToArray();
        return new TreeEnsemble(grown, [.. Enumerable.Range(0, outputs).Select(_ => random.NextNormal())], outputs, features) { FloatSums = floatSums };
    }

    /// <summary>Numbers on, beside and far from thresholds; small integers, some negative; infinities; one in ten missing.</summary>
    public double[] Rows(int count, int features)
    {
        var rows = new double[count * features];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = random.NextInt32(10) switch
            {
                0 => double.NaN,
                1 => Bounds[random.NextInt32(Bounds.Length)],
                2 or 3 or 4 => random.NextInt32(80) - 3,
                5 => MathF.BitIncrement(Threshold()),
                6 => MathF.BitDecrement(Threshold()),
                7 => Threshold(),
                _ => random.NextNormal(),
            };
        }

        return rows;
    }

    /// <summary>Splits random leaves until there are enough or none may be split further.</summary>
    private DecisionTree Tree(int features, int leaves, int mostDepth)
    {
        var nodes = new List<(int Feature, int Left, int Depth)> { (DecisionTree.Leaf, 0, 0) };
        var open = new List<int> { 0 };
        for (var count = 1; count < leaves && open.Count > 0; count++)
        {
            var pick = random.NextInt32(open.Count);
            var node = open[pick];
            open.RemoveAt(pick);
            var depth = nodes[node].Depth + 1;
            nodes[node] = (random.NextInt32(features), nodes.Count, depth - 1);
            for (var side = 0; side < 2; side++)
            {
                if (depth < mostDepth) open.Add(nodes.Count);
                nodes.Add((DecisionTree.Leaf, 0, depth));
            }
        }

        return Fill(nodes);
    }

    private DecisionTree Fill(List<(int Feature, int Left, int Depth)> nodes)
    {
        var splits = nodes.ConvertAll(node => node.Feature != DecisionTree.Leaf).ToArray();
        var words = new List<int>();
        var lengths = splits.Select(split => split && random.NextDouble() < Categorical ? 1 + random.NextInt32(3) : 0).ToArray();
        var starts = new int[splits.Length];
        for (var i = 0; i < splits.Length; i++)
        {
            starts[i] = lengths[i] == 0 ? -1 : words.Count;
            for (var word = 0; word < lengths[i]; word++) words.Add((int)random.NextUInt64());
        }

        return new DecisionTree
        {
            Feature = [.. nodes.Select(node => node.Feature)],
            Threshold = [.. splits.Select(split => split ? Threshold() : 0)],
            Left = [.. nodes.Select(node => node.Left)],
            Right = [.. nodes.Select((node, i) => splits[i] ? node.Left + 1 : 0)],
            DefaultLeft = [.. splits.Select(split => (byte)(split ? random.NextInt32(2) : 0))],
            Value = [.. splits.Select(split => split ? 0 : (float)random.NextNormal())],
            Gain = new float[splits.Length],
            Cover = new float[splits.Length],
            CategoryStart = starts,
            CategoryLength = lengths,
            CategoryWords = [.. words],
        };
    }

    private float Threshold() =>
        random.NextInt32(8) == 0 ? Bounds[random.NextInt32(Bounds.Length)] : (random.NextInt32(Thresholds) - (Thresholds / 2)) / 7f;
}
