namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>Adds one tree's contributions for a tile of rows: down with products, up with sums (see <see cref="PathKernel"/>).</summary>
internal static class PathWalk
{
    /// <param name="program">The tree.</param>
    /// <param name="tile">The rows, and scratch.</param>
    /// <param name="contributions">One per feature, added to.</param>
    public static void Add(TreeProgram program, RowTiles tile, Span<Lanes> contributions)
    {
        if (program.Root is not { } root) return;
        Start(program, tile);
        Visit(program.Tree, root, tile, contributions);
    }

    /// <summary>The state above the root: nothing asked, and the points' weights.</summary>
    public static void Start(TreeProgram program, RowTiles tile)
    {
        tile.Side(0) = Lanes.All(1);
        var products = tile.Products(0, program.Points);
        for (var k = 0; k < products.Length; k++) products[k] = Lanes.All(program.Weights[k]);
    }

    /// <summary>The rows that go left at a split, among those that came its feature's way so far.</summary>
    public static void Split(ExplainedTree tree, SplitStep step, RowTiles tile)
    {
        ref var left = ref tile.Side(step.Depth + 1);
        ref readonly var column = ref tile.Column(step.Feature);
        if (step.IsCategorical) SplitCodes(tree, step, tile);
        else if (step.MissingLeft) left = Lanes.KeepNotAbove(column, step.Threshold, tile.Side(step.Earlier));
        else left = Lanes.KeepBelow(column, step.Threshold, tile.Side(step.Earlier));
    }

    private static void SplitCodes(ExplainedTree tree, SplitStep step, RowTiles tile)
    {
        var column = Lanes.Values(new ReadOnlySpan<Lanes>(in tile.Column(step.Feature)));
        var earlier = Lanes.Values(new Span<Lanes>(ref tile.Side(step.Earlier)));
        var left = Lanes.Values(new Span<Lanes>(ref tile.Side(step.Depth + 1)));
        for (var row = 0; row < left.Length; row++) left[row] = tree.GoesLeft(step.Node, column[row]) ? earlier[row] : 0;
    }

    private static void Visit(ExplainedTree tree, SplitStep step, RowTiles tile, Span<Lanes> contributions)
    {
        var points = step.Constants.Points;
        ref var own = ref contributions[step.Feature];
        ref var earlier = ref tile.Side(step.Earlier);
        ref var side = ref tile.Side(step.Depth + 1);
        var sums = tile.Sums(step.Depth, points);
        Split(tree, step, tile);
        if (step.Left.Child is null && step.Right.Child is null)
        {
            PathKernel.Fork(tile.Products(step.Depth, points), earlier, side, step, sums, ref own);
            return;
        }

        var below = tile.Sums(step.Depth + 1, points);
        Follow(tree, step, step.Left, tile, contributions);
        PathKernel.PayLeft(below, side, step.Constants.Left, sums, ref own);
        side = earlier - side;
        Follow(tree, step, step.Right, tile, contributions);
        PathKernel.PayRight(below, earlier, side, step, sums, ref own);
    }

    /// <summary>Leaves the sums of what lies beyond an edge one level down.</summary>
    private static void Follow(ExplainedTree tree, SplitStep step, SplitSide side, RowTiles tile, Span<Lanes> contributions)
    {
        var points = step.Constants.Points;
        var beyond = side.Child is null ? tile.Sums(step.Depth + 1, points) : tile.Products(step.Depth + 1, points);
        var edge = (side.Share, side.Value);
        PathKernel.Descend(tile.Products(step.Depth, points), tile.Side(step.Earlier), tile.Side(step.Depth + 1), edge, step.Constants.Slopes, beyond);
        if (side.Child is { } child) Visit(tree, child, tile, contributions);
    }
}
