using System.Numerics;

namespace MlPlatform.Learning.Trees.Binning;

/// <summary>A table's values as bins: column by column for dividing rows, and row by row for histograms.</summary>
/// <param name="Columns">How each column is binned.</param>
/// <param name="RowCount">How many rows.</param>
/// <param name="ByColumn">A bin per row, for each column.</param>
/// <param name="ByRow">Row by row; null where no histograms are needed.</param>
internal sealed record BinnedTable(ColumnBins[] Columns, int RowCount, byte[][] ByColumn, RowBins? ByRow);

/// <summary>Bins row by row, each row's in one or a few cache lines.</summary>
internal sealed class RowBins
{
    private const int Padding = 16;

    public RowBins(int columns, int rows)
    {
        Groups = ColumnGroup.Deal(columns);
        Stride = columns <= Padding ? (int)BitOperations.RoundUpToPowerOf2((uint)columns) : (columns + Padding - 1) / Padding * Padding;
        Bins = GC.AllocateUninitializedArray<byte>(checked((rows * Stride) + Padding));
    }

    /// <summary>Bytes from a row to the next.</summary>
    public int Stride { get; }

    /// <summary>A bin per column, then zeros up to the stride; a few bytes more at the end.</summary>
    public byte[] Bins { get; }

    public ColumnGroup[] Groups { get; }
}

/// <summary>Neighbouring columns whose packed histograms fit the nearest cache together.</summary>
/// <param name="First">The first column.</param>
/// <param name="Count">How many columns.</param>
internal readonly record struct ColumnGroup(int First, int Count)
{
    public const int Most = 16;

    /// <summary>Deals columns to as few groups as hold them, evenly.</summary>
    public static ColumnGroup[] Deal(int columns)
    {
        var groups = new ColumnGroup[(columns + Most - 1) / Most];
        var first = 0;
        for (var g = 0; g < groups.Length; g++)
        {
            var count = (columns - first + groups.Length - g - 1) / (groups.Length - g);
            groups[g] = new ColumnGroup(first, count);
            first += count;
        }

        return groups;
    }
}
