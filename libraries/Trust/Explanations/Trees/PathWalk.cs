namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>One tree and one tile of rows: down with products, up with sums (see <see cref="PathKernel"/>).</summary>
internal readonly ref struct PathWalk
{
    private readonly TreeProgram program;
    private readonly int points;
    private readonly ReadOnlySpan<Lanes> columns;
    private readonly Span<Lanes> sides;
    private readonly Span<Lanes> products;
    private readonly Span<Lanes> sums;
    private readonly Span<Lanes> contributions;

    /// <param name="program">The tree.</param>
    /// <param name="tiles">The rows, turned to a tile, and scratch.</param>
    /// <param name="contributions">One per feature, added to.</param>
    private PathWalk(TreeProgram program, RowTiles tiles, Span<Lanes> contributions)
    {
        this.program = program;
        this.contributions = contributions;
        points = program.Points;
        columns = tiles.Columns;
        sides = tiles.Sides;
        products = tiles.Products;
        sums = tiles.Sums;
    }

    /// <summary>Adds the tree's contributions.</summary>
    /// <param name="program">The tree.</param>
    /// <param name="tiles">The rows, turned to a tile, and scratch.</param>
    /// <param name="contributions">One per feature, added to.</param>
    public static void Add(TreeProgram program, RowTiles tiles, Span<Lanes> contributions)
    {
        if (program.Root is not { } root) return;
        tiles.Start(program);
        new PathWalk(program, tiles, contributions).Visit(root);
    }

    private void Visit(SplitStep step)
    {
        ref var own = ref contributions[step.Feature];
        ref var earlier = ref sides[step.Earlier];
        ref var side = ref sides[step.Depth + 1];
        var here = step.Depth * points;
        step.Split(program.Tree, columns, earlier, ref side);
        if (step.Left.Child is null && step.Right.Child is null)
        {
            PathKernel.Fork(products.Slice(here, points), earlier, side, step, sums.Slice(here, points), ref own);
            return;
        }

        var below = sums.Slice(here + points, points);
        Follow(step, step.Left);
        PathKernel.PayLeft(below, side, step.Constants.Left, sums.Slice(here, points), ref own);
        side = earlier - side;
        Follow(step, step.Right);
        PathKernel.PayRight(below, earlier, side, step, sums.Slice(here, points), ref own);
    }

    /// <summary>Leaves the sums of what lies beyond an edge one level down.</summary>
    private void Follow(SplitStep step, in SplitSide way)
    {
        var here = step.Depth * points;
        var beyond = (way.Child is null ? sums : products).Slice(here + points, points);
        PathKernel.Descend(
            products.Slice(here, points), sides[step.Earlier], sides[step.Depth + 1], (way.Share, way.Value), step.Constants.Slopes, beyond);
        if (way.Child is { } child) Visit(child);
    }
}
