namespace MlPlatform.Trust.Drift.Concept;

/// <summary>An exponential histogram: at most five buckets of 1 value, five of 2, five of 4 and so on, the oldest the largest.</summary>
/// <remarks>A bucket holds the sum of its values and the sum of their squared distances from their mean. Row r has the buckets of 2^r values, oldest first.</remarks>
internal sealed class WindowBuckets(bool dropsOlderVariance)
{
    private const int MostInRow = 5;
    private const int Stride = MostInRow + 1;

    /// <summary>A window of 2^63 values has no more rows.</summary>
    private const int MostRows = 64;

    private readonly double[] totals = new double[MostRows * Stride];
    private readonly double[] squares = new double[MostRows * Stride];
    private readonly int[] inRow = new int[MostRows];

    public int Rows { get; private set; } = 1;

    public int Count { get; private set; }

    public int InRow(int row) => inRow[row];

    public double Total(int row, int k) => totals[(row * Stride) + k];

    public void Add(double value)
    {
        Append(0, value, 0);
        for (var row = 0; inRow[row] > MostInRow; row++) JoinOldest(row);
    }

    public (long Size, double Total, double Squares) RemoveOldest()
    {
        var row = Rows - 1;
        var oldest = (1L << row, totals[row * Stride], squares[row * Stride]);
        RemoveFirst(row, 1);
        if (inRow[row] == 0 && Rows > 1) Rows--;
        return oldest;
    }

    public void Clear()
    {
        Array.Clear(inRow);
        Rows = 1;
        Count = 0;
    }

    private void JoinOldest(int row)
    {
        var first = row * Stride;
        double size = 1L << row;
        var distance = (totals[first] / size) - (totals[first + 1] / size);
        var between = size * size * (distance * distance) / (size + size);
        var within = dropsOlderVariance ? squares[first + 1] : squares[first] + squares[first + 1];
        Append(row + 1, totals[first] + totals[first + 1], within + between);
        RemoveFirst(row, 2);
    }

    private void Append(int row, double total, double square)
    {
        Rows = Math.Max(Rows, row + 1);
        var at = (row * Stride) + inRow[row]++;
        totals[at] = total;
        squares[at] = square;
        Count++;
    }

    private void RemoveFirst(int row, int count)
    {
        var start = row * Stride;
        inRow[row] -= count;
        Count -= count;
        totals.AsSpan(start + count, inRow[row]).CopyTo(totals.AsSpan(start));
        squares.AsSpan(start + count, inRow[row]).CopyTo(squares.AsSpan(start));
    }
}
