using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>All kernels of a network at one vector width; each width computes the same bits.</summary>
internal abstract class NetworkKernels
{
    private static readonly NetworkKernels Scalar = new NetworkKernels<ScalarLane>();
    private static readonly NetworkKernels Vector256Wide = new NetworkKernels<Lanes256>();
    private static readonly NetworkKernels Vector512Wide = new NetworkKernels<Lanes512>();

    /// <summary>The widest that this machine has.</summary>
    public static NetworkKernels Best { get; } = Vector512.IsHardwareAccelerated ? Vector512Wide : Vector256.IsHardwareAccelerated ? Vector256Wide : Scalar;

    public static NetworkKernels For(LaneWidth width) => width switch
    {
        LaneWidth.Scalar => Scalar,
        LaneWidth.Vector256 => Vector256Wide,
        _ => Vector512Wide,
    };

    /// <inheritdoc cref="MatrixKernel.Multiply"/>
    public abstract void Multiply(
        ReadOnlySpan<float> left, ReadOnlySpan<float> right, ReadOnlySpan<float> start, Span<float> target, ProductSize size, ProductSteps steps);

    /// <inheritdoc cref="ActivationKernel.Apply"/>
    public abstract void Activate(Activation activation, Span<float> values);

    /// <inheritdoc cref="ActivationKernel.ApplyWithSlopes"/>
    public abstract void ActivateWithSlopes(Activation activation, Span<float> values, Span<float> slopes);

    /// <inheritdoc cref="ActivationKernel.Drop"/>
    public abstract void Drop(Span<float> values, Span<float> slopes, Dropout dropout, DropoutKey key, uint counter);

    /// <inheritdoc cref="ColumnKernel.ScaleAndSum"/>
    public abstract void ScaleAndSum(Span<float> deltas, ReadOnlySpan<float> slopes, Span<float> sums);

    /// <inheritdoc cref="ColumnKernel.Scale"/>
    public abstract void Scale(Span<float> deltas, ReadOnlySpan<float> slopes);

    /// <inheritdoc cref="ColumnKernel.Sum"/>
    public abstract void Sum(ReadOnlySpan<float> values, Span<float> sums);

    /// <inheritdoc cref="ColumnKernel.AddOnto"/>
    public abstract void AddOnto(Span<float> first, ReadOnlySpan<float> others, int distance, int count);

    /// <inheritdoc cref="LayerNormKernel.Forward"/>
    public abstract void LayerNorm(
        Span<float> values, Span<float> normalised, Span<float> inverses, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, int width);

    /// <inheritdoc cref="LayerNormKernel.Backward"/>
    public abstract void LayerNormBackward(
        Span<float> deltas, ReadOnlySpan<float> normalised, ReadOnlySpan<float> inverses, ReadOnlySpan<float> scale, NormGradient gradient, int width);

    /// <inheritdoc cref="BatchNormKernel.Forward"/>
    public abstract void BatchNorm(
        Span<float> values, Span<float> normalised, BatchMoments moments, ReadOnlySpan<float> weights, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift);

    /// <inheritdoc cref="BatchNormKernel.Backward"/>
    public abstract void BatchNormBackward(
        Span<float> deltas, ReadOnlySpan<float> normalised, ReadOnlySpan<float> variances, ReadOnlySpan<float> weights, ReadOnlySpan<float> scale, NormGradient gradient);

    /// <summary>The loss of a block of outputs, which become its gradient; see <see cref="LossKernel"/>.</summary>
    public abstract double Loss(NetworkLoss loss, Span<float> outputs, int classes, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, float scale);

    /// <inheritdoc cref="OptimizerKernel.Adam"/>
    public abstract void Adam(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> firsts, Span<float> seconds, AdamNumbers numbers);

    /// <inheritdoc cref="OptimizerKernel.Momentum"/>
    public abstract void Momentum(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> velocities, MomentumNumbers numbers);
}

/// <summary>The kernels over one kind of lanes.</summary>
internal sealed class NetworkKernels<T> : NetworkKernels
    where T : struct, ILanes<T>
{
    public override void Multiply(
        ReadOnlySpan<float> left, ReadOnlySpan<float> right, ReadOnlySpan<float> start, Span<float> target, ProductSize size, ProductSteps steps) =>
        MatrixKernel.Multiply<T>(left, right, start, target, size, steps);

    public override void Activate(Activation activation, Span<float> values) => ActivationKernel.Apply<T>(activation, values);

    public override void ActivateWithSlopes(Activation activation, Span<float> values, Span<float> slopes) =>
        ActivationKernel.ApplyWithSlopes<T>(activation, values, slopes);

    public override void Drop(Span<float> values, Span<float> slopes, Dropout dropout, DropoutKey key, uint counter) =>
        ActivationKernel.Drop<T>(values, slopes, dropout, key, counter);

    public override void ScaleAndSum(Span<float> deltas, ReadOnlySpan<float> slopes, Span<float> sums) => ColumnKernel.ScaleAndSum<T>(deltas, slopes, sums);

    public override void Scale(Span<float> deltas, ReadOnlySpan<float> slopes) => ColumnKernel.Scale<T>(deltas, slopes);

    public override void Sum(ReadOnlySpan<float> values, Span<float> sums) => ColumnKernel.Sum<T>(values, sums);

    public override void AddOnto(Span<float> first, ReadOnlySpan<float> others, int distance, int count) =>
        ColumnKernel.AddOnto<T>(first, others, distance, count);

    public override void LayerNorm(
        Span<float> values, Span<float> normalised, Span<float> inverses, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, int width) =>
        LayerNormKernel.Forward<T>(values, normalised, inverses, scale, shift, width);

    public override void LayerNormBackward(
        Span<float> deltas, ReadOnlySpan<float> normalised, ReadOnlySpan<float> inverses, ReadOnlySpan<float> scale, NormGradient gradient, int width) =>
        LayerNormKernel.Backward<T>(deltas, normalised, inverses, scale, gradient, width);

    public override void BatchNorm(
        Span<float> values, Span<float> normalised, BatchMoments moments, ReadOnlySpan<float> weights, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift) =>
        BatchNormKernel.Forward<T>(values, normalised, moments, weights, scale, shift);

    public override void BatchNormBackward(
        Span<float> deltas, ReadOnlySpan<float> normalised, ReadOnlySpan<float> variances, ReadOnlySpan<float> weights, ReadOnlySpan<float> scale, NormGradient gradient) =>
        BatchNormKernel.Backward<T>(deltas, normalised, variances, weights, scale, gradient);

    public override double Loss(NetworkLoss loss, Span<float> outputs, int classes, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, float scale) => loss switch
    {
        NetworkLoss.SquaredError => LossKernel.SquaredError(outputs, Padding.Of(1), targets, weights, scale),
        NetworkLoss.Logistic => LossKernel.Logistic<T>(outputs, Padding.Of(1), targets, weights, scale),
        _ => LossKernel.Softmax<T>(outputs, Padding.Of(classes), classes, targets, weights, scale),
    };

    public override void Adam(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> firsts, Span<float> seconds, AdamNumbers numbers) =>
        OptimizerKernel.Adam<T>(weights, gradients, firsts, seconds, numbers);

    public override void Momentum(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> velocities, MomentumNumbers numbers) =>
        OptimizerKernel.Momentum<T>(weights, gradients, velocities, numbers);
}
