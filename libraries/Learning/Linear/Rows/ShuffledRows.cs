using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Rows;

/// <summary>The same rows, each whole in memory, so that a mini-batch of rows from anywhere is gathered cheaply.</summary>
internal sealed class ShuffledRows
{
    private readonly LinearRows rows;
    private readonly int numberColumns;
    private readonly int categoryColumns;
    private readonly float[][] numbers;
    private readonly int[][] categories;
    private readonly int blocksPerChunk;

    public ShuffledRows(LinearRows rows)
    {
        this.rows = rows;
        numberColumns = rows.Layout.PaddedNumbers;
        categoryColumns = rows.Layout.CategoryInputs.Length;
        blocksPerChunk = rows.Slices[0].Blocks;
        numbers = [.. rows.Slices.Select(slice => Transposed(slice.Blocks, numberColumns, slice.Numbers))];
        categories = [.. rows.Slices.Select(slice => Transposed(slice.Blocks, categoryColumns, slice.Categories))];
    }

    private delegate Span<T> Columns<T>(int block);

    /// <summary>Copies up to a block of rows into the first block of a slice; returns their weight.</summary>
    public double Gather(ReadOnlySpan<int> order, RowSlice target)
    {
        double total = 0;
        target.Labels(0).Clear();
        target.Weights(0).Clear();
        var targetNumbers = target.Numbers(0);
        var targetCategories = target.Categories(0);
        for (var i = 0; i < order.Length; i++)
        {
            var (slice, block, row) = rows.Locate(order[i]);
            target.Labels(0)[i] = slice.Labels(block)[row];
            total += target.Weights(0)[i] = slice.Weights(block)[row];
            var (chunk, at) = Math.DivRem(order[i], blocksPerChunk * BlockMath.Rows);
            Spread(numbers[chunk].AsSpan(at * numberColumns, numberColumns), targetNumbers, i);
            Spread(categories[chunk].AsSpan(at * categoryColumns, categoryColumns), targetCategories, i);
        }

        return total;
    }

    private static void Spread<T>(ReadOnlySpan<T> row, Span<T> columns, int at)
    {
        foreach (var value in row)
        {
            columns[at] = value;
            at += BlockMath.Rows;
        }
    }

    private static T[] Transposed<T>(int blocks, int columns, Columns<T> source)
    {
        var target = new T[blocks * BlockMath.Rows * columns];
        for (var block = 0; block < blocks; block++)
        {
            var cells = source(block);
            var part = target.AsSpan(block * BlockMath.Rows * columns, BlockMath.Rows * columns);
            for (int column = 0, from = 0; column < columns; column++)
            {
                for (int row = 0, to = column; row < BlockMath.Rows; row++, to += columns) part[to] = cells[from++];
            }
        }

        return target;
    }
}
