using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Rows;

/// <summary>The same rows, each whole in memory, so that a mini-batch of rows from anywhere costs few cache lines.</summary>
/// <remarks>A row is its numbers, filled up with zeros to whole lanes, of which the last two hold label and weight; its categories lie apart.</remarks>
internal sealed class ShuffledRows
{
    private readonly int categoryColumns;
    private readonly int rowsPerSlice;
    private readonly float[][] rows;
    private readonly int[][] categories;

    public ShuffledRows(LinearRows source)
    {
        categoryColumns = source.Layout.CategoryInputs.Length;
        Stride = StrideOf(source.Layout);
        rowsPerSlice = source.Slices[0].Blocks * BlockMath.Rows;
        rows = Array.ConvertAll(source.Slices, slice => Packed(slice, source.Layout.NumberFeatures.Length));
        categories = Array.ConvertAll(source.Slices, PackedCategories);
    }

    /// <summary>The floats from one row to the next.</summary>
    public int Stride { get; }

    public static int StrideOf(LinearLayout layout) =>
        (layout.NumberFeatures.Length + 2 + BlockMath.Lanes - 1) / BlockMath.Lanes * BlockMath.Lanes;

    public ReadOnlySpan<float> Row(int row)
    {
        var (slice, inSlice) = Math.DivRem((uint)row, (uint)rowsPerSlice);
        return rows[slice].AsSpan((int)inSlice * Stride, Stride);
    }

    /// <summary>The active parameter of each category.</summary>
    public ReadOnlySpan<int> Categories(int row)
    {
        var (slice, inSlice) = Math.DivRem((uint)row, (uint)rowsPerSlice);
        return categories[slice].AsSpan((int)inSlice * categoryColumns, categoryColumns);
    }

    private float[] Packed(RowSlice slice, int numbers)
    {
        var packed = new float[slice.Blocks * BlockMath.Rows * Stride];
        for (var block = 0; block < slice.Blocks; block++)
        {
            var part = packed.AsSpan(block * BlockMath.Rows * Stride, BlockMath.Rows * Stride);
            Transpose(slice.Numbers(block)[..(numbers * BlockMath.Rows)], part, Stride);
            Transpose(slice.Labels(block), part[(Stride - 2)..], Stride);
            Transpose(slice.Weights(block), part[(Stride - 1)..], Stride);
        }

        return packed;
    }

    private int[] PackedCategories(RowSlice slice)
    {
        var packed = new int[slice.Blocks * BlockMath.Rows * categoryColumns];
        for (var block = 0; block < slice.Blocks; block++)
        {
            Transpose(slice.Categories(block), packed.AsSpan(block * BlockMath.Rows * categoryColumns), categoryColumns);
        }

        return packed;
    }

    private static void Transpose<T>(ReadOnlySpan<T> columns, Span<T> target, int stride)
    {
        for (var column = 0; column * BlockMath.Rows < columns.Length; column++)
        {
            var own = columns.Slice(column * BlockMath.Rows, BlockMath.Rows);
            for (int row = 0, to = column; row < own.Length; row++, to += stride) target[to] = own[row];
        }
    }
}
