using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Rows;

/// <summary>The same rows in another order, each whole in memory, so that a mini-batch of them costs few cache lines.</summary>
/// <remarks>A row is its numbers, filled up with zeros to whole lanes, of which the last two hold label and weight; its categories lie apart.</remarks>
internal sealed class ShuffledRows
{
    private readonly int categoryColumns;
    private readonly int rowsPerSlice;
    private readonly float[][] rows;
    private readonly int[][] categories;

    /// <param name="source">The rows.</param>
    /// <param name="order">The row that comes to each place.</param>
    public ShuffledRows(LinearRows source, ReadOnlySpan<int> order)
    {
        categoryColumns = source.Layout.CategoryInputs.Length;
        Stride = StrideOf(source.Layout);
        rowsPerSlice = source.Slices[0].Blocks * BlockMath.Rows;
        rows = Array.ConvertAll(source.Slices, slice => new float[slice.Blocks * BlockMath.Rows * Stride]);
        categories = Array.ConvertAll(source.Slices, slice => new int[slice.Blocks * BlockMath.Rows * categoryColumns]);
        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++) places[order[place]] = place;
        for (var slice = 0; slice < source.Slices.Length; slice++) Place(source.Slices[slice], slice * rowsPerSlice, places, source.Layout.NumberFeatures.Length);
    }

    /// <summary>The floats from one row to the next.</summary>
    public int Stride { get; }

    public static int StrideOf(LinearLayout layout) =>
        (layout.NumberFeatures.Length + 2 + BlockMath.Lanes - 1) / BlockMath.Lanes * BlockMath.Lanes;

    public Span<float> Row(int place)
    {
        var (slice, inSlice) = Math.DivRem((uint)place, (uint)rowsPerSlice);
        return rows[slice].AsSpan((int)inSlice * Stride, Stride);
    }

    /// <summary>The active parameter of each category.</summary>
    public Span<int> Categories(int place)
    {
        var (slice, inSlice) = Math.DivRem((uint)place, (uint)rowsPerSlice);
        return categories[slice].AsSpan((int)inSlice * categoryColumns, categoryColumns);
    }

    private void Place(RowSlice slice, int firstRow, ReadOnlySpan<int> places, int numbers)
    {
        var packed = new float[BlockMath.Rows * Stride];
        var packedCategories = new int[BlockMath.Rows * categoryColumns];
        for (var block = 0; block < slice.Blocks; block++)
        {
            Transpose(slice.Numbers(block)[..(numbers * BlockMath.Rows)], packed, Stride);
            Transpose(slice.Labels(block), packed.AsSpan(Stride - 2), Stride);
            Transpose(slice.Weights(block), packed.AsSpan(Stride - 1), Stride);
            Transpose(slice.Categories(block), packedCategories, categoryColumns);
            var first = firstRow + (block * BlockMath.Rows);
            for (var row = 0; row < BlockMath.Rows && first + row < places.Length; row++)
            {
                packed.AsSpan(row * Stride, Stride).CopyTo(Row(places[first + row]));
                packedCategories.AsSpan(row * categoryColumns, categoryColumns).CopyTo(Categories(places[first + row]));
            }
        }
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
