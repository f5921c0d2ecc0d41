namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>One tree and one tile of rows for the contributions of pairs (see <see cref="InteractionKernel"/>).</summary>
internal readonly ref struct InteractionWalk
{
    private readonly TreeProgram program;
    private readonly RowTiles tiles;
    private readonly int points;
    private readonly int width;
    private readonly Span<Lanes> contributions;
    private readonly Span<Lanes> pairs;
    private readonly Edge[] path;

    private InteractionWalk(TreeProgram program, RowTiles tiles, Span<Lanes> contributions, Span<Lanes> pairs)
    {
        this.program = program;
        this.tiles = tiles;
        this.contributions = contributions;
        this.pairs = pairs;
        points = program.Points;
        width = contributions.Length;
        path = new Edge[program.Depth + 1];
    }

    /// <summary>Adds the tree's contributions.</summary>
    /// <param name="program">The tree.</param>
    /// <param name="tiles">The rows, turned to a tile, and scratch.</param>
    /// <param name="contributions">One per feature, added to.</param>
    /// <param name="pairs">Features × features; those with the second feature after the first are added to.</param>
    public static void Add(TreeProgram program, RowTiles tiles, Span<Lanes> contributions, Span<Lanes> pairs)
    {
        if (program.Root is not { } root) return;
        tiles.Start(program);
        new InteractionWalk(program, tiles, contributions, pairs).Visit(root);
    }

    private void Visit(SplitStep step)
    {
        ref var earlier = ref tiles.Sides[step.Earlier];
        ref var side = ref tiles.Sides[step.Depth + 1];
        var here = step.Depth * points;
        Span<Lanes> sums = tiles.Sums.Slice(here, points), below = tiles.Sums.Slice(here + points, points);
        step.Split(program.Tree, tiles.Columns, earlier, ref side);
        Follow(step, isLeft: true);
        var change = tiles.Changes.Slice(here, points);
        change.Clear();
        sums.Clear();
        InteractionKernel.Gather(below, side, step.Constants.Left, sums, change);
        side = earlier - side;
        Follow(step, isLeft: false);
        InteractionKernel.Gather(below, side, step.Constants.Right, sums, change);
        InteractionKernel.Settle(sums, earlier, step.Constants.Earlier, change, ref contributions[step.Feature]);
        PayPairs(step, change);
    }

    private void PayPairs(SplitStep step, ReadOnlySpan<Lanes> change)
    {
        for (var depth = step.Depth; depth > 0; depth--)
        {
            var other = path[depth].Step;
            if (other.Feature == step.Feature || IsAskedAgain(other.Feature, depth, step.Depth)) continue;
            var first = Math.Min(other.Feature, step.Feature);
            ref var pair = ref pairs[(first * width) + other.Feature + step.Feature - first];
            var heights = path[depth].IsLeft ? other.Constants.Left : other.Constants.Right;
            InteractionKernel.Pair(change, tiles.Sides[depth], heights, program.Halves, ref pair);
        }
    }

    private bool IsAskedAgain(int feature, int above, int depth)
    {
        for (var d = above + 1; d <= depth; d++)
        {
            if (path[d].Step.Feature == feature) return true;
        }

        return false;
    }

    private void Follow(SplitStep step, bool isLeft)
    {
        var way = isLeft ? step.Left : step.Right;
        var here = step.Depth * points;
        var beyond = (way.Child is null ? tiles.Sums : tiles.Products).Slice(here + points, points);
        PathKernel.Descend(
            tiles.Products.Slice(here, points), tiles.Sides[step.Earlier], tiles.Sides[step.Depth + 1], (way.Share, way.Value), step.Constants.Slopes, beyond);
        if (way.Child is not { } child) return;
        path[step.Depth + 1] = new Edge(step, isLeft);
        Visit(child);
    }

    private readonly record struct Edge(SplitStep Step, bool IsLeft);
}
