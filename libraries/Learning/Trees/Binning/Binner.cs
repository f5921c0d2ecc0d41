using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Growing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Trees.Binning;

/// <summary>Chooses each column's bins from the training rows, and turns rows into bins.</summary>
internal sealed class Binner(IReadOnlyList<InputColumn> inputs, int maxBins, WorkerTeam team)
{
    private const int SampleRows = 1 << 20;
    private const int TileRows = 1024;

    /// <summary>The bins of the training rows, in both layouts.</summary>
    public BinnedTable Fit(Table features)
    {
        var columns = new ColumnBins[inputs.Count];
        var byColumn = new byte[inputs.Count][];
        EachColumn(features, (column, values, scratch) =>
        {
            columns[column] = BinsOf(column, values, scratch);
            byColumn[column] = Assign(columns[column], values);
        });
        var table = new BinnedTable(columns, features.RowCount, byColumn, new RowBins(inputs.Count, features.RowCount));
        Transpose(table, table.ByRow!);
        return table;
    }

    /// <summary>The bins of other rows, column by column.</summary>
    public BinnedTable Apply(Table features, ColumnBins[] columns)
    {
        var byColumn = new byte[inputs.Count][];
        EachColumn(features, (column, values, _) => byColumn[column] = Assign(columns[column], values));
        return new BinnedTable(columns, features.RowCount, byColumn, null);
    }

    private void EachColumn(Table features, Action<int, float[], Scratch> use)
    {
        var rows = new TableRows(features, inputs);
        var scratches = new Scratch?[team.Size];
        team.Run(inputs.Count, (worker, column) =>
        {
            var scratch = scratches[worker] ??= new Scratch(features.RowCount);
            rows.CopyColumn(column, 0, scratch.Values);
            RefuseInfinite(column, scratch.Values);
            use(column, scratch.Values, scratch);
        });
    }

    private void RefuseInfinite(int column, float[] values)
    {
        if (values.Length == 0 || !(Math.Abs(TensorPrimitives.MaxMagnitudeNumber<float>(values)) >= float.MaxValue)) return;
        var row = Array.FindIndex(values, value => Math.Abs(value) >= float.MaxValue);
        throw new LearningException($"Column '{inputs[column].Name}' holds an infinite value, or one beyond 32-bit floats, in row {row + 1}.");
    }

    private ColumnBins BinsOf(int column, float[] values, Scratch scratch)
    {
        if (inputs[column].Categories is { } categories) return CategoryBins.Of(values, categories.Count, maxBins - 1);
        var sample = scratch.Sample(values);
        FloatSort.Sort(sample, scratch.Keys);
        return ColumnBins.OfNumbers(QuantileCuts.Of(sample, maxBins - 1));
    }

    private static byte[] Assign(ColumnBins column, float[] values)
    {
        var bins = GC.AllocateUninitializedArray<byte>(values.Length);
        if (!column.IsCategorical) BinKernel.Assign(values, BinKernel.Layout(column), column.MissingBin, bins);
        else
        {
            for (var i = 0; i < bins.Length; i++) bins[i] = column.BinOf(values[i]);
        }

        return bins;
    }

    private void Transpose(BinnedTable table, RowBins target)
    {
        team.Run((table.RowCount + TileRows - 1) / TileRows, (_, tile) =>
        {
            var start = tile * TileRows;
            var count = Math.Min(TileRows, table.RowCount - start);
            var bins = target.Bins.AsSpan(start * target.Stride, count * target.Stride);
            bins.Clear();
            for (var column = 0; column < table.ByColumn.Length; column++)
            {
                var source = table.ByColumn[column].AsSpan(start, count);
                Spread(source, bins[column..], target.Stride);
            }
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(ReadOnlySpan<byte> source, Span<byte> target, int stride)
    {
        for (int row = 0, at = 0; row < source.Length; row++, at += stride) target[at] = source[row];
    }

    /// <summary>A worker's room for one column.</summary>
    private sealed class Scratch(int rows)
    {
        private readonly float[] sample = new float[Math.Min(rows, SampleRows)];

        public float[] Values { get; } = new float[rows];

        public uint[] Keys { get; } = new uint[Math.Min(rows, SampleRows)];

        /// <summary>All values that are not missing, or evenly chosen rows of many. Zero has one sign.</summary>
        public Span<float> Sample(float[] values)
        {
            var count = 0;
            for (long i = 0; i < sample.Length; i++)
            {
                var value = values[i * values.Length / sample.Length];
                sample[count] = value + 0f;
                if (!float.IsNaN(value)) count++;
            }

            return sample.AsSpan(0, count);
        }
    }
}
