using System.Numerics.Tensors;
using MlPlatform.Learning.Linear.Objective;

namespace MlPlatform.Learning.Linear.Solvers;

/// <summary>Solves symmetric positive definite systems.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle by its factor; false where the matrix is not positive definite.</summary>
    public static bool TryFactor(SquareMatrix matrix)
    {
        for (var i = 0; i < matrix.Size; i++)
        {
            var row = matrix.Row(i);
            for (var j = 0; j < i; j++)
            {
                row[j] = (row[j] - TensorPrimitives.Dot<double>(row[..j], matrix.Row(j)[..j])) / matrix[j, j];
            }

            var pivot = row[i] - TensorPrimitives.SumOfSquares<double>(row[..i]);
            if (!(pivot > 0)) return false;
            row[i] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Solves factor × factorᵀ × x = b in place.</summary>
    public static void Solve(SquareMatrix factor, Span<double> b)
    {
        for (var i = 0; i < factor.Size; i++)
        {
            b[i] = (b[i] - TensorPrimitives.Dot<double>(factor.Row(i)[..i], b[..i])) / factor[i, i];
        }

        for (var i = factor.Size - 1; i >= 0; i--)
        {
            b[i] /= factor[i, i];
            TensorPrimitives.MultiplyAdd(factor.Row(i)[..i], -b[i], b[..i], b[..i]);
        }
    }
}
