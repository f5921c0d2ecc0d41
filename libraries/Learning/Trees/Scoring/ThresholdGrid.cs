using System.Numerics;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Up to 254 ascending thresholds of one input, laid out twice for counting those that a value reaches.</summary>
internal sealed class ThresholdGrid
{
    /// <summary>The most thresholds whose counts, and one for "missing goes right", fit a byte.</summary>
    public const int Most = 254;

    /// <summary>Thresholds per comparison.</summary>
    public const int Group = 16;

    private const int HeapLength = 256;

    public ThresholdGrid(ReadOnlySpan<float> ascending)
    {
        Thresholds = Filled(((ascending.Length / Group) + 1) * Group);
        ascending.CopyTo(Thresholds);
        GroupEnds = Filled(Group);
        for (var group = 0; group < ascending.Length / Group; group++) GroupEnds[group] = ascending[(group * Group) + Group - 1];
        Levels = BitOperations.Log2((uint)ascending.Length) + 1;
        Heap = Filled(HeapLength);
        for (var node = 1; node < 1 << Levels; node++)
        {
            var rank = RankOf(node, Levels);
            if (rank < ascending.Length) Heap[node] = ascending[rank];
        }
    }

    /// <summary>The thresholds, filled up to whole groups with NaN, which no value reaches.</summary>
    public float[] Thresholds { get; }

    /// <summary>The last threshold of each full group.</summary>
    public float[] GroupEnds { get; }

    /// <summary>The thresholds as a balanced search tree: the children of node i are 2i and 2i + 1, node 1 is the root.</summary>
    public float[] Heap { get; }

    /// <summary>How many levels the search tree has.</summary>
    public int Levels { get; }

    /// <summary>The column in which a missing value reaches no threshold, or -1.</summary>
    public int LowColumn = -1;

    /// <summary>The column in which a missing value reaches all, or -1.</summary>
    public int HighColumn = -1;

    /// <summary>The place of a search tree's node among its nodes in ascending order.</summary>
    private static int RankOf(int node, int levels)
    {
        var level = BitOperations.Log2((uint)node);
        var below = 1 << (levels - 1 - level);
        return (((node - (1 << level)) * 2) + 1) * below - 1;
    }

    private static float[] Filled(int length)
    {
        var values = new float[length];
        Array.Fill(values, float.NaN);
        return values;
    }
}
