using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Adds a tree of an earlier fit to the margins of raw rows, in the same arithmetic as the fit that grew it.</summary>
internal static class TreeReplay
{
    public static void Add(DecisionTree tree, TableRows rows, Span<float> margins)
    {
        var raw = new double[rows.Width];
        for (var row = 0; row < margins.Length; row++)
        {
            rows.Fill(row, raw);
            margins[row] += tree.Value[TreeWalk.LeafOf(tree, raw)];
        }
    }
}
