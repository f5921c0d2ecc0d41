using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Robustness;

/// <summary>The numeric columns of a row that may change, as a vector: δ_i = (value − original) / scale. The original row is the zero vector.</summary>
internal sealed class NumberMoves
{
    private readonly int[] columns;
    private readonly double[] scales;
    private readonly double[] origins;
    private readonly double[] lows;
    private readonly double[] highs;

    public NumberMoves(RowSpace space, ReadOnlySpan<double> original)
    {
        var movable = new List<int>();
        for (var j = 0; j < space.Width; j++)
        {
            if (space.Columns[j].IsNumeric && space.CanMove(j, original[j])) movable.Add(j);
        }

        columns = [.. movable];
        (scales, origins, lows, highs, Steps) = (new double[Count], new double[Count], new double[Count], new double[Count], new double[Count]);
        for (var i = 0; i < Count; i++)
        {
            var constraint = space.Columns[columns[i]];
            (scales[i], origins[i]) = (constraint.Scale, original[columns[i]]);
            var (low, high) = space.Bounds(columns[i], origins[i]);
            lows[i] = Math.Min(0, (low - origins[i]) / scales[i]);
            highs[i] = Math.Max(0, (high - origins[i]) / scales[i]);
            Steps[i] = constraint.Step / constraint.Scale;
        }
    }

    /// <summary>How many columns move.</summary>
    public int Count => columns.Length;

    public IReadOnlyList<int> Columns => columns;

    /// <summary>The grid's width per column in scaled units; 0 where there is none.</summary>
    public double[] Steps { get; }

    public ReadOnlySpan<double> Lows => lows;

    public ReadOnlySpan<double> Highs => highs;

    public double ScaleOf(int index) => scales[index];

    /// <summary>The vector of a row.</summary>
    public void Read(ReadOnlySpan<double> row, Span<double> moves)
    {
        for (var i = 0; i < columns.Length; i++) moves[i] = (row[columns[i]] - origins[i]) / scales[i];
    }

    /// <summary>Puts a vector into a row; its other columns stay.</summary>
    public void Write(ReadOnlySpan<double> moves, Span<double> row)
    {
        for (var i = 0; i < columns.Length; i++) row[columns[i]] = moves[i] == 0 ? origins[i] : origins[i] + (moves[i] * scales[i]);
    }

    /// <summary>Holds a vector within what the columns permit.</summary>
    public void Clip(Span<double> moves)
    {
        for (var i = 0; i < columns.Length; i++) moves[i] = Math.Clamp(moves[i], lows[i], highs[i]);
    }
}
