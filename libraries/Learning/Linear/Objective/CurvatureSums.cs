using System.Numerics.Tensors;
using MlPlatform.Learning.Linear.Kernels;
using MlPlatform.Learning.Linear.Losses;
using MlPlatform.Learning.Linear.Rows;

namespace MlPlatform.Learning.Linear.Objective;

/// <summary>Sums up the second derivatives of the loss by the parameters, one square matrix per pair of outputs.</summary>
/// <remarks>
/// Numbers by numbers is dense; a category touches only its active parameter: a row of the matrix against the numbers, single
/// cells against other categories and the intercept.
/// </remarks>
internal sealed class CurvatureSums
{
    private const int Rows = BlockMath.Rows;

    private readonly LinearLayout layout;
    private readonly BlockMath math;
    private readonly BlockLoss loss;
    private readonly int width;
    private readonly double[][] dense;
    private readonly double[][] full;
    private readonly double[] interceptSums;
    private readonly double[] rowMajor;
    private readonly float[] curvatures = new float[Rows];

    public CurvatureSums(LinearLayout layout, BlockMath math, BlockLoss loss)
    {
        (this.layout, this.math, this.loss) = (layout, math, loss);
        width = layout.Stride + 1;
        var pairs = loss.Outputs * (loss.Outputs + 1) / 2;
        dense = NewMatrices(pairs, layout.PaddedNumbers);
        full = NewMatrices(pairs, width);
        interceptSums = new double[layout.PaddedNumbers];
        rowMajor = layout.CategoryInputs.Length > 0 ? new double[Rows * layout.NumberFeatures.Length] : [];
    }

    public void Clear()
    {
        foreach (var matrix in dense) Array.Clear(matrix);
        foreach (var matrix in full) Array.Clear(matrix);
    }

    /// <param name="slice">Where the block lies.</param>
    /// <param name="block">Its number.</param>
    /// <param name="state">What <see cref="BlockLoss.Evaluate"/> left.</param>
    public void Add(RowSlice slice, int block, ReadOnlySpan<float> state)
    {
        var pair = 0;
        for (var k = 0; k < loss.Outputs; k++)
        {
            for (var l = 0; l <= k; l++, pair++)
            {
                loss.Curvature(k, l, slice.Weights(block), state, curvatures);
                math.AddProducts(slice.Numbers(block), curvatures, dense[pair]);
                AddIntercept(slice.Numbers(block), full[pair]);
                if (layout.CategoryInputs.Length > 0) AddCategories(slice.Numbers(block), slice.Categories(block), full[pair]);
            }
        }
    }

    /// <summary>Adds everything to a symmetric matrix of all parameters of all outputs.</summary>
    public void AddTo(SquareMatrix target)
    {
        var pair = 0;
        for (var k = 0; k < loss.Outputs; k++)
        {
            for (var l = 0; l <= k; l++, pair++) AddTo(target, k * layout.Stride, l * layout.Stride, pair);
        }
    }

    private void AddTo(SquareMatrix target, int top, int left, int pair)
    {
        for (var i = 0; i < layout.Stride; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var value = full[pair][(i * width) + j] + (i < layout.NumberFeatures.Length ? dense[pair][(i * layout.PaddedNumbers) + j] : 0);
                target[top + i, left + j] += value;
                if (i != j) target[top + j, left + i] += value;
            }
        }

        if (top == left) return;
        for (var i = 0; i < layout.Stride; i++)
        {
            for (var j = 0; j < layout.Stride; j++) target[left + j, top + i] = target[top + i, left + j];
        }
    }

    private void AddIntercept(ReadOnlySpan<float> numbers, Span<double> matrix)
    {
        Array.Clear(interceptSums);
        math.AddColumnSums(numbers, curvatures, interceptSums);
        var row = matrix[(layout.Dimension * width)..];
        for (var i = 0; i < layout.NumberFeatures.Length; i++) row[i] += interceptSums[i];
        row[layout.Dimension] += math.Sum(curvatures);
    }

    private void AddCategories(ReadOnlySpan<float> numbers, ReadOnlySpan<int> categories, Span<double> matrix)
    {
        var count = layout.NumberFeatures.Length;
        TransposeWeighted(numbers, count);
        var intercept = matrix[(layout.Dimension * width)..];
        for (var first = 0; first < categories.Length; first += Rows)
        {
            var column = categories.Slice(first, Rows);
            for (var row = 0; row < Rows; row++)
            {
                var start = column[row] * width;
                var target = matrix.Slice(start, count);
                TensorPrimitives.Add(target, rowMajor.AsSpan(row * count, count), target);
                matrix[start + column[row]] += curvatures[row];
                if (column[row] < layout.Dimension) intercept[column[row]] += curvatures[row];
            }

            // Later inputs have higher parameters, so that the cell lies below the diagonal.
            for (var other = 0; other < first; other += Rows)
            {
                var earlier = categories.Slice(other, Rows);
                for (var row = 0; row < Rows; row++) matrix[(column[row] * width) + earlier[row]] += curvatures[row];
            }
        }
    }

    private void TransposeWeighted(ReadOnlySpan<float> numbers, int count)
    {
        for (var j = 0; j < count; j++)
        {
            var column = numbers.Slice(j * Rows, Rows);
            for (int row = 0, at = j; row < column.Length; row++, at += count) rowMajor[at] = column[row] * curvatures[row];
        }
    }

    private static double[][] NewMatrices(int count, int width) => [.. Enumerable.Range(0, count).Select(_ => new double[width * width])];
}
