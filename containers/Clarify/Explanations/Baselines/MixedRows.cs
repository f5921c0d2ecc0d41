using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Explanations.Baselines;

/// <summary>Rows of numbers, scaled to a standard deviation of one, and of codes.</summary>
/// <remarks>A missing number is NaN: it is at no distance from anything. A missing text is a code of its own, -1.</remarks>
internal sealed class MixedRows
{
    private readonly CodedColumn?[] codes;
    private readonly double[][] sorted;
    private readonly double[] scales;
    private readonly double[][] values;

    public MixedRows(Table table)
    {
        Count = table.RowCount;
        Width = table.Columns.Count;
        codes = [.. table.Columns.Select(column => column is NumberColumn ? null : CodedColumn.Of(column))];
        values = [.. table.Columns.Select((column, i) => column is NumberColumn numbers ? numbers.ToArray() : Array.ConvertAll(codes[i]!.Codes, code => (double)code))];
        sorted = [.. values.Select((column, i) => codes[i] is null ? [.. column.Where(value => !double.IsNaN(value)).Order()] : Array.Empty<double>())];
        scales = [.. sorted.Select(Scale)];
    }

    public int Count { get; }

    public int Width { get; }

    public double this[int row, int column] => values[column][row];

    public bool IsCode(int column) => codes[column] is not null;

    /// <summary>Huang's distance: squared differences of scaled numbers, and half a variance for each code that differs.</summary>
    public double Distance(int row, double[] center)
    {
        var sum = 0.0;
        for (var column = 0; column < center.Length; column++)
        {
            var difference = values[column][row] - center[column];
            if (codes[column] is not null) sum += difference == 0 ? 0 : 0.5;
            else if (!double.IsNaN(difference)) sum += difference * difference * scales[column] * scales[column];
        }

        return sum;
    }

    /// <summary>A centre as cells: a number becomes the closest one that occurs.</summary>
    public IEnumerable<string> Cells(double[] center) => center.Select((value, column) =>
        codes[column] is { } coded ? (value < 0 ? "" : coded.Values[(int)value])
        : double.IsNaN(value) ? "" : Numbers.Of(Closest(sorted[column], value)));

    private static double Closest(double[] sorted, double value)
    {
        var at = Array.BinarySearch(sorted, value);
        if (at >= 0) return sorted[at];
        at = ~at;
        if (at == 0) return sorted[0];
        return at == sorted.Length || value - sorted[at - 1] <= sorted[at] - value ? sorted[at - 1] : sorted[at];
    }

    private static double Scale(double[] column)
    {
        if (column.Length == 0) return 0;
        var mean = column.Average();
        var variance = column.Sum(value => (value - mean) * (value - mean)) / column.Length;
        return variance > 0 ? 1 / Math.Sqrt(variance) : 0;
    }
}
