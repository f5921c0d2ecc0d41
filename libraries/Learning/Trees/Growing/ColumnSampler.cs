using MlPlatform.Tables;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Draws the columns that a tree, then each of its levels, then each of its nodes may ask.</summary>
internal sealed class ColumnSampler(GrowthOptions options, int columns)
{
    private readonly List<bool[]> byLevel = [];
    private SeededRandom random = new(0);
    private bool[] byTree = [];

    /// <summary>Whether every node may ask every column.</summary>
    public bool TakesAll => options is { ColumnsByTree: 1, ColumnsByLevel: 1, ColumnsByNode: 1 };

    public void StartTree(ulong seed, ulong tree)
    {
        random = new SeededRandom(seed, tree);
        var all = new bool[columns];
        Array.Fill(all, true);
        byTree = Draw(all, options.ColumnsByTree);
        byLevel.Clear();
    }

    /// <summary>A node's columns; nodes must ask in the same order each time.</summary>
    public bool[] ForNode(int depth)
    {
        while (byLevel.Count <= depth) byLevel.Add(Draw(byTree, options.ColumnsByLevel));
        return Draw(byLevel[depth], options.ColumnsByNode);
    }

    /// <summary>The share of what there is, at least one.</summary>
    private bool[] Draw(bool[] from, double share)
    {
        if (share >= 1) return from;
        var candidates = Enumerable.Range(0, columns).Where(c => from[c]).ToArray();
        random.Shuffle(candidates.AsSpan());
        var drawn = new bool[columns];
        foreach (var column in candidates.Take(Math.Max(1, (int)(share * candidates.Length)))) drawn[column] = true;
        return drawn;
    }
}
