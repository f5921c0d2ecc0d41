using MlPlatform.Learning.Linear.Kernels;
using MlPlatform.Learning.Linear.Losses;
using MlPlatform.Learning.Linear.Rows;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Linear.Objective;

/// <summary>Mean weighted loss plus half the weight decay times the squared weights, with gradient and curvature.</summary>
/// <remarks>
/// Parameters are, per output, the weights and, last, the intercept, which bears no penalty. Slices are summed up in order, so that
/// the number of threads does not change a bit.
/// </remarks>
internal sealed class LinearObjective
{
    private readonly LinearRows rows;
    private readonly LinearWeights weights;
    private readonly SliceSums[] sums;
    private readonly double weightDecay;
    private readonly bool useBias;
    private readonly int threads;

    public LinearObjective(LinearRows rows, LinearKernels kernels, LinearPenalty penalty, bool useBias, int threads, bool withCurvature)
    {
        (this.rows, this.useBias, this.threads) = (rows, useBias, threads);
        Kernels = kernels;
        Penalty = penalty;
        weightDecay = penalty.L2;
        weights = new LinearWeights(rows.Layout, kernels.Loss.Outputs);
        sums = [.. rows.Slices.Select(_ => new SliceSums(rows.Layout, kernels.Math, kernels.Loss, withCurvature))];
    }

    public LinearRows Rows => rows;

    public LinearKernels Kernels { get; }

    public LinearPenalty Penalty { get; }

    public int ParameterCount => Kernels.Loss.Outputs * rows.Layout.Stride;

    public bool HasConstantCurvature => Kernels.Loss.HasConstantCurvature;

    public bool IsIntercept(int parameter) => parameter % rows.Layout.Stride == rows.Layout.Dimension;

    /// <summary>The smooth part of the objective; the gradient is overwritten, and the curvature where one is given.</summary>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient, SquareMatrix? curvature = null)
    {
        var value = Run(parameters, curvature is null ? PassKind.Gradient : PassKind.Curvature);
        gradient.Clear();
        foreach (var sum in sums) AddGradient(sum, gradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            var isIntercept = IsIntercept(i);
            var decay = isIntercept ? 0 : weightDecay * parameters[i];
            gradient[i] = isIntercept && !useBias ? 0 : (gradient[i] / rows.TotalWeight) + decay;
            value += 0.5 * decay * parameters[i];
        }

        if (curvature is not null) Gather(curvature);
        return value;
    }

    /// <summary>What the weight decay costs.</summary>
    public double Decay(ReadOnlySpan<double> parameters)
    {
        double sum = 0;
        for (var i = 0; i < parameters.Length; i++) sum += IsIntercept(i) ? 0 : 0.5 * weightDecay * parameters[i] * parameters[i];
        return sum;
    }

    /// <summary>The mean weighted loss alone.</summary>
    public double MeanLoss(ReadOnlySpan<double> parameters) => Run(parameters, PassKind.Loss);

    /// <summary>The gradient of a mini-batch's mean loss, with decay.</summary>
    public void BatchGradient(BatchSums batch, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        if (batch.TotalWeight == 0)
        {
            gradient.Clear();
            return;
        }

        var stride = rows.Layout.Stride;
        for (var output = 0; output < Kernels.Loss.Outputs; output++)
        {
            var sums = batch.Gradient(output);
            var first = output * stride;
            for (var i = 0; i < stride - 1; i++) gradient[first + i] = (sums[i] / batch.TotalWeight) + (weightDecay * parameters[first + i]);
            gradient[first + stride - 1] = useBias ? sums[stride - 1] / batch.TotalWeight : 0;
        }
    }

    private double Run(ReadOnlySpan<double> parameters, PassKind kind)
    {
        weights.Set(parameters);
        ParallelLoop.For(sums.Length, threads, slice => sums[slice].Run(rows.Slices[slice], weights, kind));
        double loss = 0;
        foreach (var sum in sums) loss += sum.Loss;
        return loss / rows.TotalWeight;
    }

    private void AddGradient(SliceSums sum, Span<double> gradient)
    {
        var stride = rows.Layout.Stride;
        for (var output = 0; output < Kernels.Loss.Outputs; output++)
        {
            var source = sum.Gradient(output);
            var target = gradient.Slice(output * stride, stride);
            for (var i = 0; i < target.Length; i++) target[i] += source[i];
        }
    }

    private void Gather(SquareMatrix curvature)
    {
        curvature.Clear();
        foreach (var sum in sums) sum.Curvature!.AddTo(curvature);
        for (var i = 0; i < curvature.Size; i++)
        {
            var row = curvature.Row(i);
            for (var j = 0; j < row.Length; j++) row[j] /= rows.TotalWeight;
            if (!IsIntercept(i)) row[i] += weightDecay;
        }

        if (!useBias) DropIntercepts(curvature);
    }

    private void DropIntercepts(SquareMatrix curvature)
    {
        for (var i = rows.Layout.Dimension; i < curvature.Size; i += rows.Layout.Stride)
        {
            for (var j = 0; j < curvature.Size; j++) curvature[i, j] = curvature[j, i] = i == j ? 1 : 0;
        }
    }
}

/// <summary>The arithmetic of the passes, and the loss in it.</summary>
internal sealed record LinearKernels(BlockMath Math, BlockLoss Loss);

/// <summary>The weights of the sum of absolute weights and of half the sum of squared weights.</summary>
internal readonly record struct LinearPenalty(double L1, double L2)
{
    /// <summary>What one weight costs.</summary>
    public double Of(double weight) => (L1 * Math.Abs(weight)) + (0.5 * L2 * weight * weight);
}
