using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees;

/// <summary>Refuses a tree that a walk could not leave: an index out of range, or a child that does not come after its parent.</summary>
public static class TreeCheck
{
    public static void Run(DecisionTree tree, int featureCount)
    {
        if (tree.NodeCount == 0) throw ModelFile.Refused("a tree has no nodes");
        var seen = new bool[tree.NodeCount];
        for (var node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Feature[node] == DecisionTree.Leaf) continue;
            if ((uint)tree.Feature[node] >= (uint)featureCount) throw ModelFile.Refused($"a tree asks input {tree.Feature[node]} of {featureCount}");
            Child(seen, node, tree.Left[node]);
            Child(seen, node, tree.Right[node]);
            if (float.IsNaN(tree.Threshold[node])) throw ModelFile.Refused($"the threshold of node {node} of a tree is not a number");
            var start = tree.CategoryStart[node];
            if (start >= 0 && (tree.CategoryLength[node] < 0 || start > tree.CategoryWords.Length - tree.CategoryLength[node]))
            {
                throw ModelFile.Refused("a tree's category set reaches beyond its words");
            }
        }
    }

    private static void Child(bool[] seen, int node, int child)
    {
        if (child <= node || child >= seen.Length) throw ModelFile.Refused($"node {node} of a tree has the child {child}");
        if (seen[child]) throw ModelFile.Refused($"node {child} of a tree has two parents");
        seen[child] = true;
    }
}
