namespace MlPlatform.Learning.Trees.Binning;

/// <summary>A table's values as bins: column by column for splitting rows, and row by row within groups of columns for histograms.</summary>
/// <param name="Columns">How each column is binned.</param>
/// <param name="RowCount">How many rows.</param>
/// <param name="ByColumn">A bin per row, for each column.</param>
/// <param name="Groups">The columns in groups; empty where no histograms are needed.</param>
internal sealed record BinnedTable(ColumnBins[] Columns, int RowCount, byte[][] ByColumn, ColumnGroup[] Groups);

/// <summary>Neighbouring columns whose histograms fit the nearest cache together.</summary>
/// <param name="First">The first column.</param>
/// <param name="Count">How many columns.</param>
/// <param name="Bins">Row by row <see cref="Stride"/> bytes: a bin per column, then zeros.</param>
internal sealed record ColumnGroup(int First, int Count, byte[] Bins)
{
    public const int Stride = 16;

    /// <summary>Deals columns to as few groups as hold them, evenly.</summary>
    public static ColumnGroup[] Deal(int columns, int rows)
    {
        var groups = new ColumnGroup[(columns + Stride - 1) / Stride];
        var first = 0;
        for (var g = 0; g < groups.Length; g++)
        {
            var count = (columns - first + groups.Length - g - 1) / (groups.Length - g);
            groups[g] = new ColumnGroup(first, count, GC.AllocateUninitializedArray<byte>(checked(rows * Stride)));
            first += count;
        }

        return groups;
    }
}
