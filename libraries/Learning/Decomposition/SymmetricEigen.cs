using System.Numerics.Tensors;

namespace MlPlatform.Learning.Decomposition;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix: Householder's reduction to three diagonals, then implicit QL.</summary>
internal static class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <param name="matrix">Size × size, of which only the lower triangle is read; overwritten.</param>
    /// <param name="size">Rows of the matrix.</param>
    /// <returns>Eigenvalues from the largest down, and an eigenvector per row in that order.</returns>
    public static (double[] Values, double[] Vectors) Decompose(double[] matrix, int size)
    {
        var diagonal = new double[size];
        var beside = new double[size];
        var rows = new double[size * size];
        Reduce(matrix, size, diagonal, beside, rows);
        Iterate(diagonal, beside, rows, size);
        return Sorted(diagonal, rows, size);
    }

    /// <summary>Reflects the matrix to three diagonals; <paramref name="basis"/> receives the transformation, basis vector per row.</summary>
    private static void Reduce(double[] matrix, int size, double[] diagonal, double[] beside, double[] basis)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = i + 1; j < size; j++) matrix[(i * size) + j] = matrix[(j * size) + i];
            basis[(i * size) + i] = 1;
        }

        var product = new double[size];
        for (var k = 0; k < size - 2; k++)
        {
            // The reflection v that turns column k below the diagonal into (norm, 0, 0, ...).
            var v = matrix.AsSpan((k * size) + k + 1, size - k - 1).ToArray();
            var norm = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(v));
            beside[k] = norm == 0 ? 0 : v[0] > 0 ? -norm : norm;
            if (norm == 0) continue;
            v[0] -= beside[k];
            var scale = 2 / TensorPrimitives.SumOfSquares<double>(v);
            ReflectBothSides(matrix, size, k + 1, v, scale, product);
            ReflectRows(basis, size, k + 1, v, scale);
        }

        for (var i = 0; i < size; i++) diagonal[i] = matrix[(i * size) + i];
        if (size > 1) beside[size - 2] = matrix[((size - 2) * size) + size - 1];
    }

    /// <summary>A ← (1 − s v vᵀ) A (1 − s v vᵀ) from row and column <paramref name="first"/> on.</summary>
    private static void ReflectBothSides(double[] matrix, int size, int first, double[] v, double scale, double[] product)
    {
        var p = product.AsSpan(0, v.Length);
        for (var i = 0; i < v.Length; i++) p[i] = scale * TensorPrimitives.Dot(Row(matrix, size, first + i, first), v);
        var half = 0.5 * scale * TensorPrimitives.Dot<double>(p, v);
        for (var i = 0; i < v.Length; i++) p[i] -= half * v[i];
        for (var i = 0; i < v.Length; i++)
        {
            var row = Row(matrix, size, first + i, first);
            for (var j = 0; j < row.Length; j++) row[j] -= (v[i] * p[j]) + (p[i] * v[j]);
        }
    }

    private static void ReflectRows(double[] basis, int size, int first, double[] v, double scale)
    {
        var sums = new double[size];
        for (var i = 0; i < v.Length; i++) TensorPrimitives.MultiplyAdd(Row(basis, size, first + i, 0), v[i], sums, sums);
        for (var i = 0; i < v.Length; i++)
        {
            var row = Row(basis, size, first + i, 0);
            TensorPrimitives.MultiplyAdd(sums, -scale * v[i], row, row);
        }
    }

    /// <summary>QL with Wilkinson's shift until what lies beside the diagonal is gone; the basis turns along.</summary>
    private static void Iterate(double[] diagonal, double[] beside, double[] basis, int size)
    {
        for (var low = 0; low < size; low++)
        {
            for (var sweep = 0; ; sweep++)
            {
                var high = low;
                for (; high < size - 1; high++)
                {
                    var near = Math.Abs(diagonal[high]) + Math.Abs(diagonal[high + 1]);
                    if (near + Math.Abs(beside[high]) == near) break;
                }

                if (high == low) break;
                if (sweep == MostSweeps) throw new LearningException("The eigenvalues of the covariance matrix were not found: it holds values that are not finite.");
                Sweep(diagonal, beside, basis, size, low, high);
            }
        }
    }

    private static void Sweep(double[] diagonal, double[] beside, double[] basis, int size, int low, int high)
    {
        var ratio = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low]);
        var root = Hypotenuse(ratio, 1);
        var shifted = diagonal[high] - diagonal[low] + (beside[low] / (ratio + Math.CopySign(root, ratio)));
        double sine = 1, cosine = 1, carried = 0;
        for (var i = high - 1; i >= low; i--)
        {
            var (f, b) = (sine * beside[i], cosine * beside[i]);
            root = Hypotenuse(f, shifted);
            beside[i + 1] = root;
            if (root == 0)
            {
                diagonal[i + 1] -= carried;
                beside[high] = 0;
                return;
            }

            (sine, cosine) = (f / root, shifted / root);
            shifted = diagonal[i + 1] - carried;
            root = ((diagonal[i] - shifted) * sine) + (2 * cosine * b);
            carried = sine * root;
            diagonal[i + 1] = shifted + carried;
            shifted = (cosine * root) - b;
            Rotate(Row(basis, size, i, 0), Row(basis, size, i + 1, 0), sine, cosine);
        }

        diagonal[low] -= carried;
        beside[low] = shifted;
        beside[high] = 0;
    }

    private static void Rotate(Span<double> first, Span<double> second, double sine, double cosine)
    {
        for (var i = 0; i < first.Length; i++)
        {
            var (a, b) = (first[i], second[i]);
            first[i] = (cosine * a) - (sine * b);
            second[i] = (sine * a) + (cosine * b);
        }
    }

    private static double Hypotenuse(double a, double b)
    {
        var (large, small) = (Math.Max(Math.Abs(a), Math.Abs(b)), Math.Min(Math.Abs(a), Math.Abs(b)));
        return large == 0 ? 0 : large * Math.Sqrt(1 + (small / large * (small / large)));
    }

    private static (double[] Values, double[] Vectors) Sorted(double[] values, double[] rows, int size)
    {
        var order = Enumerable.Range(0, size).OrderByDescending(i => values[i]).ToArray();
        var sorted = new double[rows.Length];
        for (var i = 0; i < size; i++) Row(rows, size, order[i], 0).CopyTo(sorted.AsSpan(i * size));
        return ([.. order.Select(i => values[i])], sorted);
    }

    private static Span<double> Row(double[] matrix, int size, int row, int from) => matrix.AsSpan((row * size) + from, size - from);
}
