using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Anomalies;

/// <summary>How much a point is out of place in a tree: its collusive displacement (Guha et al., 2016).</summary>
/// <remarks>
/// To take out the points under a node moves each point under its sibling up by one. Per point taken out that is the sibling's mass
/// over the node's mass; a point's displacement is the largest such quotient from its leaf to the root, so that a few equal
/// anomalies do not hide one another.
/// </remarks>
internal static class Displacement
{
    /// <summary>That of a point which is in the tree.</summary>
    public static double Of(RandomCutTree tree, int leaf)
    {
        double most = 0;
        for (var node = leaf; node != tree.Root; node = tree.Parent(node)) most = Math.Max(most, (double)tree.Mass(tree.Sibling(node)) / tree.Mass(node));
        return most;
    }

    /// <summary>That which a point would have, on average over the cuts, if it came into the tree.</summary>
    public static double Expected(KernelPath path, RandomCutTree tree, ReadOnlySpan<float> point)
    {
        double expected = 0, reached = 1, above = 0;
        for (var node = tree.Root; ; node = tree.Towards(node, point))
        {
            if (node != tree.Root) above = Math.Max(above, tree.Mass(tree.Sibling(node)) / (tree.Mass(node) + 1.0));
            var growth = tree.Boxes.Growth(path, node, point);
            if (growth > 0)
            {
                var range = tree.Boxes.Range(node);
                var parted = 1 - (range / (growth + range));
                expected += reached * parted * Math.Max(above, tree.Mass(node));
                reached *= 1 - parted;
            }

            if (!tree.IsLeaf(node)) continue;
            return growth > 0 ? expected : expected + (reached * above);
        }
    }
}
