using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>Losses of a block of rows: outputs become the gradient of the loss with respect to them.</summary>
/// <remarks>Outputs lie one padded row after another. A row's gradient is its weight times the scale times the derivative of its loss.</remarks>
internal static class LossKernel
{
    /// <summary>Half the squared difference; returns the weighted sum of whole squares.</summary>
    public static double SquaredError(Span<float> outputs, int stride, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, float scale)
    {
        double loss = 0;
        for (var row = 0; row < targets.Length; row++)
        {
            var deltas = outputs.Slice(row * stride, stride);
            var difference = deltas[0] - targets[row];
            deltas.Clear();
            deltas[0] = weights[row] * scale * difference;
            loss += (double)weights[row] * difference * difference;
        }

        return loss;
    }

    /// <summary>Logistic loss of one output; the target is 0 or 1.</summary>
    [MethodImpl(KernelMethod.Options)]
    public static double Logistic<T>(Span<float> outputs, int stride, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, float scale)
        where T : struct, ILanes<T>
    {
        Span<float> powers = stackalloc float[Padding.Of(NetworkBlock.Rows)];
        powers.Clear();
        for (var row = 0; row < targets.Length; row++) powers[row] = -MathF.Abs(outputs[row * stride]);
        ref var power = ref MemoryMarshal.GetReference(powers);
        for (nuint i = 0; i < (nuint)targets.Length; i += (nuint)T.Count) T.Store(LaneMath.Exp(T.Load(ref power, i)), ref power, i);
        double loss = 0;
        for (var row = 0; row < targets.Length; row++)
        {
            float margin = outputs[row * stride], target = targets[row], small = powers[row];
            var probability = (margin >= 0 ? 1 : small) / (1 + small);
            var deltas = outputs.Slice(row * stride, stride);
            deltas.Clear();
            deltas[0] = weights[row] * scale * (probability - target);
            loss += (double)weights[row] * (MathF.Max(margin, 0) - (target * margin) + MathF.Log(1 + small));
        }

        return loss;
    }

    /// <summary>Logistic loss over classes; the target is a class.</summary>
    public static double Softmax<T>(Span<float> outputs, int stride, int classes, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, float scale)
        where T : struct, ILanes<T>
    {
        double loss = 0;
        for (var row = 0; row < targets.Length; row++)
        {
            var margins = outputs.Slice(row * stride, stride);
            var target = (int)targets[row];
            var rowLoss = -margins[target];
            var (largest, total) = Exponentials<T>(margins, classes);
            rowLoss += largest + MathF.Log(total);
            var factor = weights[row] * scale;
            for (var k = 0; k < classes; k++) margins[k] = factor * (margins[k] / total);
            margins[target] -= factor;
            loss += (double)weights[row] * rowLoss;
        }

        return loss;
    }

    /// <summary>Margins become e^(margin - largest), what is beyond the classes zero; returns the largest and the sum.</summary>
    [MethodImpl(KernelMethod.Options)]
    private static (float Largest, float Sum) Exponentials<T>(Span<float> margins, int classes) where T : struct, ILanes<T>
    {
        var largest = margins[0];
        for (var k = 1; k < classes; k++) largest = MathF.Max(largest, margins[k]);
        ref var margin = ref MemoryMarshal.GetReference(margins);
        var shift = T.Broadcast(largest);
        for (nuint i = 0; i < (nuint)margins.Length; i += (nuint)T.Count) T.Store(LaneMath.Exp(T.Load(ref margin, i) - shift), ref margin, i);
        margins[classes..].Clear();
        float sum = 0;
        for (var k = 0; k < classes; k++) sum += margins[k];
        return (largest, sum);
    }
}
