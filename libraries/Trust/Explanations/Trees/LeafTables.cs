namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>Which leaves of a model have their values in tables, by how many features their paths ask; a table of d features has 2^d entries of d numbers.</summary>
/// <param name="MostSlots">Leaves of at most so many features have a table of their values.</param>
/// <param name="MostSlotsOfPairs">Leaves of at most so many features have a table of their interactions.</param>
internal sealed record LeafTables(int MostSlots, int MostSlotsOfPairs)
{
    private const int Longest = 10;

    /// <summary>How many numbers all tables of a kind may hold together: 256 MiB.</summary>
    private const long MostNumbers = 1L << 25;

    /// <summary>The longest paths whose tables, and those of all shorter ones, stay within the limit.</summary>
    public static LeafTables For(IEnumerable<PatternTree> trees)
    {
        var leaves = new long[PatternTree.MostSlots + 1];
        foreach (var leaf in trees.SelectMany(tree => tree.Leaves)) leaves[leaf.Features.Length]++;
        return new LeafTables(Most(leaves, slots => slots), Most(leaves, slots => slots * (slots - 1) / 2));
    }

    private static int Most(long[] leaves, Func<int, long> width)
    {
        var numbers = 0L;
        var slots = 0;
        while (slots < Longest)
        {
            numbers += leaves[slots + 1] * (width(slots + 1) << (slots + 1));
            if (numbers > MostNumbers) break;
            slots++;
        }

        return slots;
    }
}
