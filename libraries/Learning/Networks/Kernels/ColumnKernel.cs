using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>Row-major blocks, one column per lane: each column's sum runs over the rows in order.</summary>
internal static class ColumnKernel
{
    /// <summary>deltas × slopes in place; the column sums are added to <paramref name="sums"/>.</summary>
    [MethodImpl(KernelMethod.Options)]
    public static void ScaleAndSum<T>(Span<float> deltas, ReadOnlySpan<float> slopes, Span<float> sums) where T : struct, ILanes<T>
    {
        Check(deltas.Length, slopes.Length, sums.Length);
        nuint stride = (nuint)sums.Length, end = (nuint)deltas.Length;
        ref var delta = ref MemoryMarshal.GetReference(deltas);
        ref var slope = ref MemoryMarshal.GetReference(slopes);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (nuint column = 0; column < stride; column += (nuint)T.Count)
        {
            var total = T.Load(ref sum, column);
            for (var i = column; i < end; i += stride)
            {
                var scaled = T.Load(ref delta, i) * T.Load(ref slope, i);
                T.Store(scaled, ref delta, i);
                total += scaled;
            }

            T.Store(total, ref sum, column);
        }
    }

    /// <summary>deltas × slopes in place.</summary>
    [MethodImpl(KernelMethod.Options)]
    public static void Scale<T>(Span<float> deltas, ReadOnlySpan<float> slopes) where T : struct, ILanes<T>
    {
        Check(deltas.Length, slopes.Length, Padding.Width);
        ref var delta = ref MemoryMarshal.GetReference(deltas);
        ref var slope = ref MemoryMarshal.GetReference(slopes);
        for (nuint i = 0; i < (nuint)deltas.Length; i += (nuint)T.Count) T.Store(T.Load(ref delta, i) * T.Load(ref slope, i), ref delta, i);
    }

    /// <summary>Adds the column sums to <paramref name="sums"/>.</summary>
    [MethodImpl(KernelMethod.Options)]
    public static void Sum<T>(ReadOnlySpan<float> values, Span<float> sums) where T : struct, ILanes<T>
    {
        Check(values.Length, values.Length, sums.Length);
        nuint stride = (nuint)sums.Length, end = (nuint)values.Length;
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (nuint column = 0; column < stride; column += (nuint)T.Count)
        {
            var total = T.Load(ref sum, column);
            for (var i = column; i < end; i += stride) total += T.Load(ref value, i);
            T.Store(total, ref sum, column);
        }
    }

    /// <summary>Adds the column sums of products to <paramref name="sums"/>.</summary>
    [MethodImpl(KernelMethod.Options)]
    public static void SumProducts<T>(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> sums) where T : struct, ILanes<T>
    {
        Check(left.Length, right.Length, sums.Length);
        nuint stride = (nuint)sums.Length, end = (nuint)left.Length;
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (nuint column = 0; column < stride; column += (nuint)T.Count)
        {
            var total = T.Load(ref sum, column);
            for (var i = column; i < end; i += stride) total = T.MultiplyAdd(T.Load(ref a, i), T.Load(ref b, i), total);
            T.Store(total, ref sum, column);
        }
    }

    /// <summary>Adds vectors of one length that lie at fixed distances to the first of them, in their order.</summary>
    [MethodImpl(KernelMethod.Options)]
    public static void AddOnto<T>(Span<float> first, ReadOnlySpan<float> others, int distance, int count) where T : struct, ILanes<T>
    {
        if (count > 0 && others.Length < ((count - 1) * distance) + first.Length) throw new ArgumentException("There are fewer vectors than are to be added.");
        Check(first.Length, first.Length, Padding.Width);
        ref var target = ref MemoryMarshal.GetReference(first);
        ref var other = ref MemoryMarshal.GetReference(others);
        for (nuint i = 0; i < (nuint)first.Length; i += (nuint)T.Count)
        {
            var total = T.Load(ref target, i);
            for (var n = 0; n < count; n++) total += T.Load(ref other, ((nuint)n * (nuint)distance) + i);
            T.Store(total, ref target, i);
        }
    }

    private static void Check(int values, int others, int stride)
    {
        if (values != others || stride % Padding.Width != 0 || values % stride != 0)
        {
            throw new ArgumentException($"{values} and {others} values are not rows of {stride}.");
        }
    }
}
