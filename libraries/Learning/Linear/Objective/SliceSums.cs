using MlPlatform.Learning.Linear.Kernels;
using MlPlatform.Learning.Linear.Losses;
using MlPlatform.Learning.Linear.Rows;

namespace MlPlatform.Learning.Linear.Objective;

/// <summary>What a pass should sum up.</summary>
internal enum PassKind
{
    Loss,
    Gradient,
    Curvature,
}

/// <summary>Goes over the blocks of a slice and sums up loss, gradient and curvature. One thread uses it at a time.</summary>
internal sealed class SliceSums
{
    private const int Rows = BlockMath.Rows;

    private readonly LinearLayout layout;
    private readonly BlockMath math;
    private readonly BlockLoss loss;
    private readonly float[] margins;
    private readonly float[] slopes;
    private readonly double[] numberSums;
    private readonly double[] gradient;

    public SliceSums(LinearLayout layout, BlockMath math, BlockLoss loss, bool withCurvature)
    {
        (this.layout, this.math, this.loss) = (layout, math, loss);
        margins = new float[loss.Outputs * Rows];
        slopes = new float[loss.Outputs * Rows];
        numberSums = new double[layout.PaddedNumbers];
        gradient = new double[loss.Outputs * (layout.Stride + 1)];
        Curvature = withCurvature ? new CurvatureSums(layout, math, loss) : null;
    }

    public double Loss { get; private set; }

    public CurvatureSums? Curvature { get; }

    public ReadOnlySpan<double> Gradient(int output) => gradient.AsSpan(output * (layout.Stride + 1), layout.Stride);

    public void Run(RowSlice slice, LinearWeights weights, PassKind kind)
    {
        Loss = 0;
        Array.Clear(gradient);
        if (kind == PassKind.Curvature) Curvature!.Clear();
        for (var block = 0; block < slice.Blocks; block++)
        {
            Add(slice, block, weights, kind != PassKind.Loss);
            if (kind == PassKind.Curvature) Curvature!.Add(slice, block, margins);
        }
    }

    private void Add(RowSlice slice, int block, LinearWeights weights, bool withGradient)
    {
        var numbers = slice.Numbers(block);
        var categories = slice.Categories(block);
        for (var k = 0; k < loss.Outputs; k++)
        {
            var own = margins.AsSpan(k * Rows, Rows);
            math.Margins(numbers, weights.Numbers(k), weights.Intercept(k), own);
            AddCategories(own, categories, weights.All(k));
        }

        Loss += loss.Evaluate(slice.Labels(block), slice.Weights(block), margins, slopes);
        if (!withGradient) return;
        for (var k = 0; k < loss.Outputs; k++)
        {
            var sums = gradient.AsSpan(k * (layout.Stride + 1), layout.Stride + 1);
            AddGradient(numbers, categories, slopes.AsSpan(k * Rows, Rows), sums);
        }
    }

    private void AddGradient(ReadOnlySpan<float> numbers, ReadOnlySpan<int> categories, ReadOnlySpan<float> own, Span<double> sums)
    {
        Array.Clear(numberSums);
        math.AddColumnSums(numbers, own, numberSums);
        for (var i = 0; i < layout.NumberFeatures.Length; i++) sums[i] += numberSums[i];
        sums[layout.Dimension] += math.Sum(own);
        for (; !categories.IsEmpty; categories = categories[Rows..])
        {
            for (var row = 0; row < own.Length; row++) sums[categories[row]] += own[row];
        }
    }

    private static void AddCategories(Span<float> margins, ReadOnlySpan<int> categories, ReadOnlySpan<float> weights)
    {
        for (; !categories.IsEmpty; categories = categories[Rows..])
        {
            for (var row = 0; row < margins.Length; row++) margins[row] += weights[categories[row]];
        }
    }
}
