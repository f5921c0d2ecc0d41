using MlPlatform.Tables;

namespace MlPlatform.Learning.Models;

/// <summary>Scores whole tables with a model.</summary>
public static class TableScoring
{
    private const int RowsPerBlock = 1024;

    /// <summary>The outputs of every row, one row after another; the number of threads does not change them.</summary>
    /// <returns>Row count × <see cref="ModelOutput.Width"/>.</returns>
    public static double[] Score(this ITabularModel model, Table table, int threads = 1)
    {
        var rows = new TableRows(table, model.Inputs);
        var outputs = new double[rows.RowCount * model.Output.Width];
        var blocks = (rows.RowCount + RowsPerBlock - 1) / RowsPerBlock;
        Parallel.For(
            0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => new Scratch(rows.Width),
            (block, _, scratch) =>
            {
                var start = block * RowsPerBlock;
                var count = Math.Min(RowsPerBlock, rows.RowCount - start);
                var raw = scratch.Rows.AsSpan(0, count * rows.Width);
                rows.FillRows(start, raw, scratch.Column);
                model.ScoreRows(raw, outputs.AsSpan(start * model.Output.Width, count * model.Output.Width));
                return scratch;
            },
            _ => { });
        return outputs;
    }

    /// <summary>The first output of one raw row: the prediction of a model that gives one number.</summary>
    public static double ScoreOne(this ITabularModel model, ReadOnlySpan<double> row)
    {
        const int StackOutputs = 64;
        var width = model.Output.Width;
        var outputs = width <= StackOutputs ? stackalloc double[width] : new double[width];
        model.Score(row, outputs);
        return outputs[0];
    }

    private sealed class Scratch(int width)
    {
        public double[] Rows { get; } = new double[RowsPerBlock * width];

        public double[] Column { get; } = new double[RowsPerBlock];
    }
}
