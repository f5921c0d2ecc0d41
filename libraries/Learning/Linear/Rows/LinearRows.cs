using MlPlatform.Learning.Linear.Kernels;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Linear.Rows;

/// <summary>Training rows as the passes read them: scaled numbers, and one parameter index per category. One-hot features are never written out.</summary>
/// <remarks>The rows are cut into slices, whose number depends on the number of rows alone; a pass adds the slices up in order.</remarks>
internal sealed class LinearRows
{
    private const int MostSlices = 16;
    private const int FewestBlocksPerSlice = 16;

    private readonly LinearLayout layout;
    private readonly TableRows table;
    private readonly double[] labels;
    private readonly double[] weights;
    private readonly int blocksPerSlice;

    /// <param name="data">The rows.</param>
    /// <param name="layout">Where features lie.</param>
    /// <param name="labels">Labels on the learning scale.</param>
    /// <param name="weights">Row weights, class weights included.</param>
    /// <param name="threads">The most threads that encode.</param>
    public LinearRows(TrainingData data, LinearLayout layout, double[] labels, double[] weights, int threads)
    {
        (this.layout, this.labels, this.weights) = (layout, labels, weights);
        table = new TableRows(data.Features, layout.Encoding.Inputs);
        Count = labels.Length;
        foreach (var weight in weights) TotalWeight += weight;
        var blocks = (Count + BlockMath.Rows - 1) / BlockMath.Rows;
        var slices = Math.Clamp(blocks / FewestBlocksPerSlice, 1, MostSlices);
        blocksPerSlice = (blocks + slices - 1) / slices;
        Slices = new RowSlice[(blocks + blocksPerSlice - 1) / blocksPerSlice];
        ParallelLoop.For(Slices.Length, threads, slice => Slices[slice] = Encode(slice, Math.Min(blocksPerSlice, blocks - (slice * blocksPerSlice))));
    }

    public int Count { get; }

    public double TotalWeight { get; }

    public RowSlice[] Slices { get; }

    public LinearLayout Layout => layout;

    private RowSlice Encode(int index, int blocks)
    {
        var slice = new RowSlice(blocks, layout.PaddedNumbers, layout.CategoryInputs.Length);
        var raw = new double[BlockMath.Rows];
        var wide = new double[BlockMath.Rows * layout.NumberInputs.Select(input => layout.Encoding.Encoders[input].Width).DefaultIfEmpty(0).Max()];
        for (var block = 0; block < blocks; block++)
        {
            var start = ((index * blocksPerSlice) + block) * BlockMath.Rows;
            var count = Math.Min(BlockMath.Rows, Count - start);
            FillNumbers(start, raw.AsSpan(0, count), wide, slice.Numbers(block));
            FillCategories(start, raw.AsSpan(0, count), slice.Categories(block));
            for (var row = 0; row < count; row++)
            {
                slice.Labels(block)[row] = (float)labels[start + row];
                slice.Weights(block)[row] = (float)weights[start + row];
            }
        }

        return slice;
    }

    private void FillNumbers(int start, Span<double> raw, Span<double> wide, Span<float> numbers)
    {
        var next = 0;
        foreach (var input in layout.NumberInputs)
        {
            var encoder = layout.Encoding.Encoders[input];
            table.CopyColumn(input, start, raw);
            if (encoder.MustBeFinite) NumberFit.RefuseInfinity(encoder.Input.Name, raw, start);
            var columns = numbers.Slice(next * BlockMath.Rows, encoder.Width * BlockMath.Rows);
            if (raw.Length < BlockMath.Rows) columns.Clear();
            encoder.EncodeColumns(raw, columns, BlockMath.Rows, wide);
            next += encoder.Width;
        }

        numbers[(next * BlockMath.Rows)..].Clear();
    }

    private void FillCategories(int start, Span<double> raw, Span<int> categories)
    {
        // The parameter after the intercept's stands for "no feature is active": its weight is always 0.
        var none = layout.Stride;
        for (var i = 0; i < layout.CategoryInputs.Length; i++)
        {
            var input = layout.CategoryInputs[i];
            var encoder = (OneHotEncoder)layout.Encoding.Encoders[input];
            table.CopyColumn(input, start, raw);
            var column = categories.Slice(i * BlockMath.Rows, BlockMath.Rows);
            for (var row = 0; row < raw.Length; row++)
            {
                var active = encoder.Active(raw[row]);
                column[row] = active < 0 ? none : layout.FirstOfCategory[i] + active;
            }

            column[raw.Length..].Fill(none);
        }
    }
}
