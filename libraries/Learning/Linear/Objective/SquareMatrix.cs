namespace MlPlatform.Learning.Linear.Objective;

/// <summary>A square matrix, row by row.</summary>
internal sealed class SquareMatrix(int size)
{
    private readonly double[] cells = new double[size * size];

    public int Size => size;

    public ref double this[int row, int column] => ref cells[(row * size) + column];

    public Span<double> Row(int row) => cells.AsSpan(row * size, size);

    public void Clear() => Array.Clear(cells);

    public void CopyTo(SquareMatrix target) => cells.CopyTo(target.cells, 0);
}
