using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>The distinct categorical splits of an ensemble, each a table by code: 0 where a row goes left and 1 where it goes right.</summary>
internal sealed class CategorySplits
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly CategoryFeature[] features;

    public CategorySplits(TreeEnsemble ensemble)
    {
        var nodes = ensemble.Trees.SelectMany(tree => Enumerable.Range(0, tree.NodeCount).Where(node => IsCategorical(tree, node)).Select(node => (Tree: tree, Node: node)));
        var byFeature = new SortedDictionary<int, List<(DecisionTree Tree, int Node)>>();
        foreach (var split in nodes)
        {
            var feature = split.Tree.Feature[split.Node];
            if (!byFeature.TryGetValue(feature, out var list)) byFeature[feature] = list = [];
            if (numbers.TryAdd(Key(split.Tree, split.Node), -1)) list.Add(split);
        }

        features = [.. byFeature.Select(entry => new CategoryFeature(entry.Key, Count, entry.Value, Numbered(entry.Value)))];
    }

    /// <summary>How many different splits there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a node's split.</summary>
    public int NumberOf(DecisionTree tree, int node) => numbers[Key(tree, node)];

    public static bool IsCategorical(DecisionTree tree, int node) => tree.Feature[node] != DecisionTree.Leaf && tree.CategoryStart[node] >= 0;

    /// <summary>The sides of one raw row, by the splits' numbers.</summary>
    public void FillRow(ReadOnlySpan<double> row, Span<sbyte> sides)
    {
        foreach (var feature in features) feature.FillRow(row[feature.Feature], sides);
    }

    /// <inheritdoc cref="FillRow(ReadOnlySpan{double}, Span{sbyte})"/>
    public void FillRow(ReadOnlySpan<double> row, Span<int> sides)
    {
        foreach (var feature in features) feature.FillRow(row[feature.Feature], sides);
    }

    /// <summary>The sides of a block of raw rows: a column per split, in the order of their numbers.</summary>
    public void Fill(ReadOnlySpan<double> rows, int width, TreeKernel kernel, Span<sbyte> columns)
    {
        Span<int> codes = stackalloc int[ByteScorer.BlockRows];
        foreach (var feature in features)
        {
            for (int cell = feature.Feature, row = 0; cell < rows.Length; cell += width, row++) codes[row] = feature.IndexOf(rows[cell]);
            feature.Fill(codes, kernel, columns);
        }
    }

    private int Numbered(List<(DecisionTree Tree, int Node)> splits)
    {
        foreach (var (tree, node) in splits) numbers[Key(tree, node)] = Count++;
        return splits.Max(split => split.Tree.CategoryLength[split.Node]);
    }

    private static string Key(DecisionTree tree, int node)
    {
        var words = tree.CategoryWords.AsSpan(tree.CategoryStart[node], tree.CategoryLength[node]);
        return $"{tree.Feature[node]}/{tree.DefaultLeft[node] != 0}/{Convert.ToHexString(MemoryMarshal.AsBytes(words))}";
    }
}
