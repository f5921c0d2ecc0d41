using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Tests.Networks;

/// <summary>Every kernel gives the same bits at every vector width.</summary>
public sealed class KernelAgreementTests
{
    private const int Rows = 13;
    private const int Width = 21;

    private static readonly int Stride = Padding.Of(Width);

    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.Tanh)]
    public void Activations_Agree(Activation activation) => AllAgree(kernels =>
    {
        var (values, slopes) = (Widths.Rows(Rows, Width, 1, scale: 3), new float[Rows * Stride]);
        kernels.ActivateWithSlopes(activation, values, slopes);
        return [.. values, .. slopes];
    });

    [Fact]
    public void Dropout_Agrees() => AllAgree(kernels =>
    {
        var (values, slopes) = (Widths.Rows(Rows, Width, 1), Widths.Rows(Rows, Width, 2));
        kernels.Drop(values, slopes, Dropout.Of(0.3), new DropoutKey(12345, 678), 90);
        return [.. values, .. slopes];
    });

    [Fact]
    public void ColumnSums_Agree() => AllAgree(kernels =>
    {
        var (deltas, sums, plain) = (Widths.Rows(Rows, Width, 1), new float[Stride], new float[Stride]);
        kernels.Sum(deltas, plain);
        kernels.ScaleAndSum(deltas, Widths.Rows(Rows, Width, 2), sums);
        kernels.AddOnto(plain, deltas, Stride, Rows);
        return [.. deltas, .. sums, .. plain];
    });

    [Fact]
    public void LayerNorm_Agrees() => AllAgree(kernels =>
    {
        var (values, normalised, inverses) = (Widths.Rows(Rows, Width, 1), new float[Rows * Stride], new float[Rows]);
        var (scale, scaleGradient, shiftGradient) = (Widths.Rows(1, Width, 2), new float[Stride], new float[Stride]);
        kernels.LayerNorm(values, normalised, inverses, scale, Widths.Rows(1, Width, 3), Width);
        var deltas = Widths.Rows(Rows, Width, 4);
        kernels.LayerNormBackward(deltas, normalised, inverses, scale, new NormGradient(scaleGradient, shiftGradient), Width);
        return [.. values, .. deltas, .. scaleGradient, .. shiftGradient];
    });

    [Fact]
    public void BatchNorm_Agrees() => AllAgree(kernels =>
    {
        var (values, normalised, means, variances) = (Widths.Rows(Rows, Width, 1), new float[Rows * Stride], new float[Stride], new float[Stride]);
        var shares = Enumerable.Repeat(1f / Rows, Rows).ToArray();
        var (scale, scaleGradient, shiftGradient) = (Widths.Rows(1, Width, 2), new float[Stride], new float[Stride]);
        kernels.BatchNorm(values, normalised, new BatchMoments(means, variances), shares, scale, Widths.Rows(1, Width, 3));
        var deltas = Widths.Rows(Rows, Width, 4);
        kernels.BatchNormBackward(deltas, normalised, variances, shares, scale, new NormGradient(scaleGradient, shiftGradient));
        return [.. values, .. means, .. variances, .. deltas, .. scaleGradient, .. shiftGradient];
    });

    [Theory]
    [InlineData(NetworkLoss.SquaredError, 1)]
    [InlineData(NetworkLoss.Logistic, 1)]
    [InlineData(NetworkLoss.Softmax, 5)]
    public void Losses_Agree(NetworkLoss loss, int outputs) => AllAgree(kernels =>
    {
        var sums = Widths.Rows(Rows, outputs, 1, scale: 4);
        float[] targets = [.. Enumerable.Range(0, Rows).Select(row => (float)(row % Math.Max(2, outputs)))];
        var total = kernels.Loss(loss, sums, outputs, targets, [.. Enumerable.Range(1, Rows).Select(row => row / 7f)], 0.1f);
        return [.. sums, (float)total];
    });

    [Fact]
    public void Optimizers_Agree() => AllAgree(kernels =>
    {
        var (weights, gradients) = (Widths.Random(96, 1), Widths.Random(96, 2));
        var (first, second) = (Widths.Random(96, 3), Array.ConvertAll(Widths.Random(96, 4), Math.Abs));
        kernels.Adam(weights, gradients, first, second, new AdamNumbers(0.9f, 0.999f, 0.01f, 3, 1e-8f, 0.999f));
        kernels.Momentum(weights, gradients, first, new MomentumNumbers(0.9f, 0.1f, 0.99f));
        return [.. weights, .. first, .. second];
    });

    private static void AllAgree(Func<NetworkKernels, float[]> run)
    {
        var expected = Array.ConvertAll(run(NetworkKernels.For(LaneWidth.Scalar)), BitConverter.SingleToInt32Bits);
        Assert.Contains(expected, bits => bits != 0);
        foreach (var width in new[] { LaneWidth.Vector256, LaneWidth.Vector512 })
        {
            Assert.Equal(expected, Array.ConvertAll(run(NetworkKernels.For(width)), BitConverter.SingleToInt32Bits));
        }
    }
}
