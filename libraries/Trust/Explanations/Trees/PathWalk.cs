using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>Adds one tree's contributions for a tile of rows: down with products, up with sums (see <see cref="PathKernel"/>).</summary>
internal static class PathWalk
{
    /// <param name="program">The tree.</param>
    /// <param name="tile">The rows, and scratch.</param>
    /// <param name="contributions">Features × rows, added to.</param>
    public static void Add(TreeProgram program, RowTile tile, Span<Vector512<double>> contributions)
    {
        if (program.Root is not { } root) return;
        Start(program, tile);
        Visit(program.Tree, root, tile, contributions);
    }

    /// <summary>The state above the root: nothing asked, and the points' weights.</summary>
    public static void Start(TreeProgram program, RowTile tile)
    {
        tile.Sides(0).Fill(Vector512<double>.One);
        var products = tile.Products(0, program.Points);
        for (var i = 0; i < products.Length; i++) products[i] = Vector512.Create(program.Weights[i % program.Points]);
    }

    /// <summary>Fills the sides below a split with the rows that go left.</summary>
    public static void Split(ExplainedTree tree, SplitStep step, RowTile tile)
    {
        Span<Vector512<double>> earlier = tile.Sides(step.Earlier), left = tile.Sides(step.Depth + 1);
        var column = tile.Column(step.Feature);
        if (tree.Categories?[step.Node] is null)
        {
            PathKernel.Split(column, tree.Threshold[step.Node], tree.DefaultLeft[step.Node], earlier, left);
            return;
        }

        var values = MemoryMarshal.Cast<Vector512<double>, double>(column);
        var before = MemoryMarshal.Cast<Vector512<double>, double>(earlier);
        var after = MemoryMarshal.Cast<Vector512<double>, double>(left);
        for (var row = 0; row < after.Length; row++) after[row] = tree.GoesLeft(step.Node, values[row]) ? before[row] : 0;
    }

    private static void Visit(ExplainedTree tree, SplitStep step, RowTile tile, Span<Vector512<double>> contributions)
    {
        var points = step.Slopes.Length;
        var own = contributions.Slice(step.Feature * tile.Vectors, tile.Vectors);
        Span<Vector512<double>> earlier = tile.Sides(step.Earlier), sides = tile.Sides(step.Depth + 1);
        Span<Vector512<double>> sums = tile.Sums(step.Depth, points), below = tile.Sums(step.Depth + 1, points);
        Split(tree, step, tile);
        Follow(tree, step, step.Left, tile, contributions);
        PathKernel.Pay(below, sides, step.Left.Heights, own);
        below.CopyTo(sums);
        PathKernel.Turn(earlier, sides);
        Follow(tree, step, step.Right, tile, contributions);
        PathKernel.Pay(below, sides, step.Right.Heights, own);
        PathKernel.Add(below, sums);
        PathKernel.TakeBack(sums, earlier, step.EarlierHeights, own);
    }

    /// <summary>Leaves the sums of what lies beyond an edge one level down.</summary>
    private static void Follow(ExplainedTree tree, SplitStep step, SplitSide side, RowTile tile, Span<Vector512<double>> contributions)
    {
        var points = step.Slopes.Length;
        var beyond = side.Child is null ? tile.Sums(step.Depth + 1, points) : tile.Products(step.Depth + 1, points);
        var edge = (side.Share, side.Child is null ? side.Value : 1);
        PathKernel.Descend(tile.Products(step.Depth, points), tile.Sides(step.Earlier), tile.Sides(step.Depth + 1), edge, step.Slopes, beyond);
        if (side.Child is { } child) Visit(tree, child, tile, contributions);
    }
}
