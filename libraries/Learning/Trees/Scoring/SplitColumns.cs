namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>A split as bytes: a row goes right where the byte of <paramref name="Column"/> is above <paramref name="Bound"/>.</summary>
internal readonly record struct ByteSplit(int Column, sbyte Bound)
{
    /// <summary>Goes left for every row.</summary>
    public static ByteSplit AlwaysLeft => new(0, sbyte.MaxValue);
}

/// <summary>The columns of bytes that all splits of an ensemble ask.</summary>
/// <remarks>
/// For a number the byte is how many of the input's distinct thresholds the value reaches (-128 for none), so that split k of
/// them is <c>byte &gt; k - 128</c>. Missing reaches none in one column and all in another, and a split asks the one that
/// suits its default; a column that no split asks is not made. More than <see cref="ThresholdGrid.Most"/> thresholds of an
/// input are spread over several grids. A categorical split has a column of its own, 0 for left and 1 for right, shared by equal splits.
/// </remarks>
internal sealed class SplitColumns
{
    private readonly float[][] thresholds;
    private readonly ThresholdGrid[][] grids;
    private readonly CategorySplits categories;

    public SplitColumns(TreeEnsemble ensemble)
    {
        thresholds = DistinctThresholds(ensemble);
        grids = [.. thresholds.Select(ascending => ascending.Chunk(ThresholdGrid.Most).Select(chunk => new ThresholdGrid(chunk)).ToArray())];
        categories = new CategorySplits(ensemble);
        Count = categories.Count;
    }

    /// <summary>How many columns there are: those of categorical splits first, then those that the numeric splits found so far ask.</summary>
    public int Count { get; private set; }

    /// <summary>The byte form of a split.</summary>
    public ByteSplit Find(DecisionTree tree, int node)
    {
        if (CategorySplits.IsCategorical(tree, node)) return new ByteSplit(categories.NumberOf(tree, node), 0);
        var feature = tree.Feature[node];
        var index = Array.BinarySearch(thresholds[feature], tree.Threshold[node]);
        var grid = grids[feature][index / ThresholdGrid.Most];
        ref var target = ref grid.HighColumn;
        if (tree.DefaultLeft[node] != 0) target = ref grid.LowColumn;
        if (target < 0) target = Count++;
        return new ByteSplit(target, (sbyte)((index % ThresholdGrid.Most) + sbyte.MinValue));
    }

    /// <summary>Fills all columns for a block of raw rows.</summary>
    public void Fill(ReadOnlySpan<double> rows, TreeKernel kernel, Span<sbyte> columns)
    {
        Span<float> values = stackalloc float[ByteScorer.BlockRows];
        for (var feature = 0; feature < grids.Length; feature++)
        {
            if (grids[feature].Length == 0) continue;
            for (int cell = feature, row = 0; cell < rows.Length; cell += grids.Length, row++) values[row] = (float)rows[cell];
            foreach (var grid in grids[feature]) Fill(values, grid, kernel, columns);
        }

        categories.Fill(rows, grids.Length, kernel, columns);
    }

    /// <summary>One byte per column for one raw row.</summary>
    public void FillRow(ReadOnlySpan<double> row, Span<sbyte> bytes)
    {
        for (var feature = 0; feature < grids.Length; feature++)
        {
            var value = (float)row[feature];
            foreach (var grid in grids[feature])
            {
                var count = GridKernel.CountReached(value, grid);
                if (grid.LowColumn >= 0) bytes[grid.LowColumn] = count;
                if (grid.HighColumn >= 0) bytes[grid.HighColumn] = float.IsNaN(value) ? sbyte.MaxValue : count;
            }
        }

        categories.FillRow(row, bytes);
    }

    private static void Fill(ReadOnlySpan<float> values, ThresholdGrid grid, TreeKernel kernel, Span<sbyte> columns)
    {
        var first = Block(columns, grid.LowColumn >= 0 ? grid.LowColumn : grid.HighColumn);
        if (kernel == TreeKernel.BytesAvx512) GridKernel.CountReachedAvx512(values, grid, first);
        else GridKernel.CountReached(values, grid, first);
        if (grid.HighColumn < 0) return;
        var high = Block(columns, grid.HighColumn);
        if (grid.LowColumn >= 0) first.CopyTo(high);
        if (kernel == TreeKernel.BytesAvx512) GridKernel.RaiseMissingAvx512(values, high);
        else GridKernel.RaiseMissing(values, high);
    }

    private static Span<sbyte> Block(Span<sbyte> columns, int column) => columns.Slice(column * ByteScorer.BlockRows, ByteScorer.BlockRows);

    private static float[][] DistinctThresholds(TreeEnsemble ensemble)
    {
        var found = new List<float>[ensemble.FeatureCount];
        for (var i = 0; i < found.Length; i++) found[i] = [];
        foreach (var tree in ensemble.Trees)
        {
            for (var node = 0; node < tree.NodeCount; node++)
            {
                if (tree.Feature[node] != DecisionTree.Leaf && tree.CategoryStart[node] < 0) found[tree.Feature[node]].Add(tree.Threshold[node]);
            }
        }

        return [.. found.Select(Distinct)];
    }

    private static float[] Distinct(List<float> values)
    {
        values.Sort();
        var kept = 0;
        for (var i = 0; i < values.Count; i++)
        {
            if (kept == 0 || values[i] != values[kept - 1]) values[kept++] = values[i];
        }

        return [.. values.Take(kept)];
    }
}
