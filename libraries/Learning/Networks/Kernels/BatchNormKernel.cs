using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>Batch norm: each unit to mean 0 and variance 1 over the rows of a block, then a learnt scale and shift.</summary>
/// <remarks>Rows count by their weights. One column per lane, rows in order.</remarks>
internal static class BatchNormKernel
{
    public const float Tiny = 1e-5f;

    /// <summary>values = shift + scale × normalised; normalised values, means and variances per unit are kept.</summary>
    [MethodImpl(KernelMethod.Options)]
    public static void Forward<T>(Span<float> values, Span<float> normalised, BatchMoments moments, ReadOnlySpan<float> weights, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
        where T : struct, ILanes<T>
    {
        Check(values.Length, normalised.Length, weights.Length, scale.Length, Math.Min(moments.Means.Length, moments.Variances.Length));
        nuint stride = (nuint)scale.Length;
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var n = ref MemoryMarshal.GetReference(normalised);
        ref var mean = ref MemoryMarshal.GetReference(moments.Means);
        ref var variance = ref MemoryMarshal.GetReference(moments.Variances);
        ref var factor = ref MemoryMarshal.GetReference(scale);
        ref var addend = ref MemoryMarshal.GetReference(shift);
        for (nuint column = 0; column < stride; column += (nuint)T.Count)
        {
            var center = T.Broadcast(0);
            var i = column;
            foreach (var weight in weights)
            {
                center = T.MultiplyAdd(T.Load(ref value, i), T.Broadcast(weight), center);
                i += stride;
            }

            T.Store(center, ref mean, column);
            var squares = T.Broadcast(0);
            i = column;
            foreach (var weight in weights)
            {
                var distance = T.Load(ref value, i) - center;
                T.Store(distance, ref n, i);
                squares = T.MultiplyAdd(distance * distance, T.Broadcast(weight), squares);
                i += stride;
            }

            T.Store(squares, ref variance, column);
            var inverse = T.Broadcast(1) / T.SquareRoot(squares + T.Broadcast(Tiny));
            for (i = column; i < (nuint)values.Length; i += stride)
            {
                var unit = T.Load(ref n, i) * inverse;
                T.Store(unit, ref n, i);
                T.Store(T.MultiplyAdd(unit, T.Load(ref factor, column), T.Load(ref addend, column)), ref value, i);
            }
        }
    }

    /// <summary>Gradients of what came out become gradients of what went in; those of scale and shift are added up.</summary>
    [MethodImpl(KernelMethod.Options)]
    public static void Backward<T>(Span<float> deltas, ReadOnlySpan<float> normalised, ReadOnlySpan<float> variances, ReadOnlySpan<float> weights, ReadOnlySpan<float> scale, NormGradient gradient)
        where T : struct, ILanes<T>
    {
        Check(deltas.Length, normalised.Length, weights.Length, scale.Length, variances.Length);
        nuint stride = (nuint)scale.Length;
        ref var delta = ref MemoryMarshal.GetReference(deltas);
        ref var n = ref MemoryMarshal.GetReference(normalised);
        ref var variance = ref MemoryMarshal.GetReference(variances);
        ref var factor = ref MemoryMarshal.GetReference(scale);
        ref var scaleGradient = ref MemoryMarshal.GetReference(gradient.Scale);
        ref var shiftGradient = ref MemoryMarshal.GetReference(gradient.Shift);
        for (nuint column = 0; column < stride; column += (nuint)T.Count)
        {
            T sum = T.Broadcast(0), product = T.Broadcast(0);
            for (var i = column; i < (nuint)deltas.Length; i += stride)
            {
                var d = T.Load(ref delta, i);
                sum += d;
                product = T.MultiplyAdd(d, T.Load(ref n, i), product);
            }

            T.Store(T.Load(ref scaleGradient, column) + product, ref scaleGradient, column);
            T.Store(T.Load(ref shiftGradient, column) + sum, ref shiftGradient, column);
            var outer = T.Load(ref factor, column) / T.SquareRoot(T.Load(ref variance, column) + T.Broadcast(Tiny));
            var position = column;
            foreach (var weight in weights)
            {
                var common = T.MultiplyAdd(T.Load(ref n, position), product, sum) * T.Broadcast(weight);
                T.Store(outer * (T.Load(ref delta, position) - common), ref delta, position);
                position += stride;
            }
        }
    }

    private static void Check(int values, int normalised, int rows, int stride, int moments)
    {
        if (normalised != values || values != rows * stride || moments < stride || stride % Padding.Width != 0)
        {
            throw new ArgumentException($"{values} values, {normalised} normalised ones and {moments} moments are not {rows} rows of {stride}.");
        }
    }
}

/// <summary>Mean and variance per unit of a block.</summary>
internal readonly ref struct BatchMoments(Span<float> means, Span<float> variances)
{
    public Span<float> Means { get; } = means;

    public Span<float> Variances { get; } = variances;
}
