using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>Layer norm: each row to mean 0 and variance 1 over its units, then a learnt scale and shift per unit.</summary>
/// <remarks>Sums over a row are sixteen sums of every sixteenth unit, joined in order: the same bits at every vector width.</remarks>
internal static class LayerNormKernel
{
    public const float Tiny = 1e-5f;

    /// <summary>values = shift + scale × normalised; <paramref name="normalised"/> and one inverse deviation per row are kept for the way back.</summary>
    public static void Forward<T>(Span<float> values, Span<float> normalised, Span<float> inverses, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, int width)
        where T : struct, ILanes<T>
    {
        var stride = scale.Length;
        Check(values.Length, normalised.Length, inverses.Length, stride, shift.Length);
        for (int start = 0, row = 0; start < values.Length; start += stride, row++)
        {
            var z = values.Slice(start, stride);
            var n = normalised.Slice(start, stride);
            var mean = Sum<T>(z) / width;
            Center<T>(z, mean, n);
            n[width..].Clear();
            inverses[row] = 1 / MathF.Sqrt((SumOfProducts<T>(n, n) / width) + Tiny);
            ScaleShift<T>(n, inverses[row], scale, shift, z);
        }
    }

    /// <summary>Gradients of what came out become gradients of what went in; those of scale and shift are added up.</summary>
    public static void Backward<T>(
        Span<float> deltas, ReadOnlySpan<float> normalised, ReadOnlySpan<float> inverses, ReadOnlySpan<float> scale, NormGradient gradient, int width)
        where T : struct, ILanes<T>
    {
        var stride = scale.Length;
        Check(deltas.Length, normalised.Length, inverses.Length, stride, stride);
        for (int start = 0, row = 0; start < deltas.Length; start += stride, row++)
        {
            var d = deltas.Slice(start, stride);
            var n = normalised.Slice(start, stride);
            if (!gradient.Scale.IsEmpty) gradient.AddRow<T>(d, n);
            ColumnKernel.Scale<T>(d, scale);
            var mean = Sum<T>(d) / width;
            var slope = SumOfProducts<T>(d, n) / width;
            Project<T>(d, n, mean, slope, inverses[row]);
            d[width..].Clear();
        }
    }

    /// <summary>target = values - mean.</summary>
    [MethodImpl(KernelMethod.Options)]
    private static void Center<T>(ReadOnlySpan<float> values, float mean, Span<float> target) where T : struct, ILanes<T>
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var result = ref MemoryMarshal.GetReference(target);
        var center = T.Broadcast(mean);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)T.Count) T.Store(T.Load(ref value, i) - center, ref result, i);
    }

    /// <summary>deltas = inverse × (deltas - mean - normalised × slope): what of a gradient a norm lets through.</summary>
    [MethodImpl(KernelMethod.Options)]
    private static void Project<T>(Span<float> deltas, ReadOnlySpan<float> normalised, float mean, float slope, float inverse) where T : struct, ILanes<T>
    {
        ref var delta = ref MemoryMarshal.GetReference(deltas);
        ref var n = ref MemoryMarshal.GetReference(normalised);
        T center = T.Broadcast(mean), factor = T.Broadcast(-slope), scale = T.Broadcast(inverse);
        for (nuint i = 0; i < (nuint)deltas.Length; i += (nuint)T.Count)
        {
            T.Store(scale * T.MultiplyAdd(T.Load(ref n, i), factor, T.Load(ref delta, i) - center), ref delta, i);
        }
    }

    /// <summary>normalised ×= inverse; target = shift + scale × normalised.</summary>
    [MethodImpl(KernelMethod.Options)]
    private static void ScaleShift<T>(Span<float> normalised, float inverse, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Span<float> target)
        where T : struct, ILanes<T>
    {
        ref var n = ref MemoryMarshal.GetReference(normalised);
        ref var factor = ref MemoryMarshal.GetReference(scale);
        ref var addend = ref MemoryMarshal.GetReference(shift);
        ref var result = ref MemoryMarshal.GetReference(target);
        for (nuint i = 0; i < (nuint)scale.Length; i += (nuint)T.Count)
        {
            var value = T.Load(ref n, i) * T.Broadcast(inverse);
            T.Store(value, ref n, i);
            T.Store(T.MultiplyAdd(value, T.Load(ref factor, i), T.Load(ref addend, i)), ref result, i);
        }
    }

    private static void Check(int values, int normalised, int inverses, int stride, int shift)
    {
        if (normalised != values || shift != stride || stride % Padding.Width != 0 || values % stride != 0 || inverses < values / stride)
        {
            throw new ArgumentException($"{values} values, {normalised} normalised ones and {inverses} deviations are not rows of {stride}.");
        }
    }

    private static float Sum<T>(ReadOnlySpan<float> values) where T : struct, ILanes<T>
    {
        Span<float> sums = stackalloc float[Padding.Width];
        sums.Clear();
        ColumnKernel.Sum<T>(values, sums);
        return Join(sums);
    }

    private static float SumOfProducts<T>(ReadOnlySpan<float> left, ReadOnlySpan<float> right) where T : struct, ILanes<T>
    {
        Span<float> sums = stackalloc float[Padding.Width];
        sums.Clear();
        ColumnKernel.SumProducts<T>(left, right, sums);
        return Join(sums);
    }

    private static float Join(ReadOnlySpan<float> sums)
    {
        float total = 0;
        foreach (var sum in sums) total += sum;
        return total;
    }
}
