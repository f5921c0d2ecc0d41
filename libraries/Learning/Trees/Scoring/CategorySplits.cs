namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>The columns of categorical splits: per distinct split, 0 where a row goes left and 1 where it goes right.</summary>
internal sealed class CategorySplits
{
    private readonly List<CategorySplit> splits = [];
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);

    /// <summary>The column of a split: that of an equal one before it, or else the next one.</summary>
    public int ColumnOf(DecisionTree tree, int node, int next)
    {
        var words = tree.CategoryWords.AsSpan(tree.CategoryStart[node], tree.CategoryLength[node]);
        var key = $"{tree.Feature[node]}/{tree.DefaultLeft[node] != 0}/{Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(words))}";
        if (columns.TryGetValue(key, out var column)) return column;
        splits.Add(new CategorySplit(tree.Feature[node], next, Sides(words, tree.DefaultLeft[node] == 0)));
        return columns[key] = next;
    }

    public void Fill(ReadOnlySpan<double> rows, int width, Span<sbyte> target)
    {
        foreach (var split in splits)
        {
            var column = target.Slice(split.Column * ByteScorer.BlockRows, ByteScorer.BlockRows);
            var sides = split.Sides;
            for (int cell = split.Feature, row = 0; cell < rows.Length; cell += width, row++)
            {
                column[row] = SideOf(rows[cell], sides);
            }
        }
    }

    public void FillRow(ReadOnlySpan<double> row, Span<sbyte> bytes)
    {
        foreach (var split in splits) bytes[split.Column] = SideOf(row[split.Feature], split.Sides);
    }

    private static sbyte SideOf(double code, sbyte[] sides) => code >= 0 ? sides[(int)Math.Min(code, sides.Length - 2)] : sides[^1];

    /// <summary>Per code its side, then that of codes beyond the set, then that of a missing one.</summary>
    private static sbyte[] Sides(ReadOnlySpan<int> words, bool missingRight)
    {
        var codes = words.Length * 32;
        var sides = new sbyte[codes + 2];
        for (var code = 0; code < codes; code++) sides[code] = (sbyte)(words[code >> 5] >> code & 1 ^ 1);
        sides[codes] = 1;
        sides[codes + 1] = (sbyte)(missingRight ? 1 : 0);
        return sides;
    }

    private sealed record CategorySplit(int Feature, int Column, sbyte[] Sides);
}
