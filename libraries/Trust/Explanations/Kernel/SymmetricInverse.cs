namespace MlPlatform.Trust.Explanations.Kernel;

/// <summary>The inverse of a positive definite matrix, by Cholesky's decomposition.</summary>
internal static class SymmetricInverse
{
    /// <param name="matrix">Row-major; left as it is.</param>
    /// <param name="size">Rows and columns.</param>
    public static double[] Of(double[] matrix, int size)
    {
        var lower = Factor(matrix, size);
        var inverse = new double[size * size];
        var column = new double[size];
        for (var unit = 0; unit < size; unit++)
        {
            Array.Clear(column);
            column[unit] = 1;
            Solve(lower, column);
            for (var row = 0; row < size; row++) inverse[(row * size) + unit] = column[row];
        }

        return inverse;
    }

    private static double[] Factor(double[] matrix, int size)
    {
        var lower = new double[size * size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[(row * size) + column];
                for (var k = 0; k < column; k++) sum -= lower[(row * size) + k] * lower[(column * size) + k];
                if (row != column) lower[(row * size) + column] = sum / lower[(column * size) + column];
                else lower[(row * size) + row] = sum > 0 ? Math.Sqrt(sum) : throw new ArgumentException("The matrix is not positive definite.", nameof(matrix));
            }
        }

        return lower;
    }

    private static void Solve(double[] lower, double[] column)
    {
        var size = column.Length;
        for (var row = 0; row < size; row++)
        {
            for (var k = 0; k < row; k++) column[row] -= lower[(row * size) + k] * column[k];
            column[row] /= lower[(row * size) + row];
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < size; k++) column[row] -= lower[(k * size) + row] * column[k];
            column[row] /= lower[(row * size) + row];
        }
    }
}
