using System.Runtime.CompilerServices;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Objectives;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Adds a grown tree's leaf values to the margins of the rows that the partition led to each leaf: no row is walked through the tree.</summary>
internal static class MarginUpdate
{
    public static void Add(DecisionTree tree, RowPartition partition, BoostingRows rows, int output, WorkerTeam team)
    {
        team.Run(tree.NodeCount, (_, node) =>
        {
            if (tree.Feature[node] != DecisionTree.Leaf) return;
            var margins = rows.MarginsOf(output);
            var value = tree.Value[node];
            AddToRows(partition.RowsOf(node), value, margins);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddToRows(ReadOnlySpan<int> rows, float value, Span<float> margins)
    {
        foreach (var row in rows) margins[row] += value;
    }

    /// <summary>The same for rows that no partition leads: each is walked through the tree.</summary>
    public static void AddByWalking(DecisionTree tree, TableRows raw, BoostingRows rows, int output, WorkerTeam team)
    {
        const int BlockRows = 4096;
        team.Run((rows.Count + BlockRows - 1) / BlockRows, (_, block) =>
        {
            var margins = rows.MarginsOf(output);
            var values = new double[raw.Width];
            for (var row = block * BlockRows; row < Math.Min(rows.Count, (block + 1) * BlockRows); row++)
            {
                raw.Fill(row, values);
                margins[row] += tree.Value[TreeWalk.LeafOf(tree, values)];
            }
        });
    }
}
