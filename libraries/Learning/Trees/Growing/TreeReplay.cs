using MlPlatform.Learning.Trees.Binning;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Leads binned rows through a tree of an earlier fit, as growing it did, so that going on from it repeats the same sums.</summary>
internal static class TreeReplay
{
    /// <summary>The tree's splits in terms of bins, level by level; null where one lies between bins or asks categories that share one.</summary>
    public static List<List<AppliedSplit>>? Plan(DecisionTree tree, ColumnBins[] columns)
    {
        var nodes = Enumerable.Range(0, tree.NodeCount).Where(node => tree.Feature[node] != DecisionTree.Leaf).OrderBy(node => tree.Left[node]);
        var levels = new List<List<AppliedSplit>>();
        var (known, next) = (0, 1);
        foreach (var node in nodes)
        {
            if (tree.Left[node] != next || tree.Right[node] != next + 1 || OnBins(tree, node, columns[tree.Feature[node]]) is not { } split) return null;
            if (node >= known)
            {
                levels.Add([]);
                known = next;
            }

            if (node >= known) return null;
            levels[^1].Add(new AppliedSplit(node, next, split));
            next += 2;
        }

        return levels;
    }

    public static void Follow(List<List<AppliedSplit>> levels, RowPartition partition)
    {
        RowSampler.FillAll(partition);
        foreach (var level in levels) partition.Split(level);
    }

    private static SplitCandidate? OnBins(DecisionTree tree, int node, ColumnBins column)
    {
        var split = new SplitCandidate { Column = tree.Feature[node], MissingLeft = tree.DefaultLeft[node] != 0 };
        if (tree.CategoryStart[node] >= 0 != column.IsCategorical) return null;
        if (!column.IsCategorical)
        {
            split.LastLeftBin = Array.BinarySearch(column.Cuts, tree.Threshold[node]);
            return split.LastLeftBin >= 0 ? split : null;
        }

        var (left, right) = (default(BinSet), default(BinSet));
        for (var code = 0; code < column.BinOfCode!.Length; code++)
        {
            if (TreeWalk.GoesLeft(tree, node, code)) left.Add(column.BinOfCode[code]);
            else right.Add(column.BinOfCode[code]);
        }

        for (var bin = 0; bin < column.Count; bin++)
        {
            if (left.Contains(bin) && right.Contains(bin)) return null;
        }

        split.LeftBins = left;
        return split;
    }
}
