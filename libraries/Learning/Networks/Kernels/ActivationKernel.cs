using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>Activation functions in place, with their slopes where training needs them.</summary>
internal static class ActivationKernel
{
    /// <summary>values = f(values), slopes = f'(values).</summary>
    public static void ApplyWithSlopes<T>(Activation activation, Span<float> values, Span<float> slopes) where T : struct, ILanes<T>
    {
        Check(values.Length, slopes.Length);
        switch (activation)
        {
            case Activation.Relu: ReluWithSlopes<T>(values, slopes); break;
            case Activation.Tanh: TanhWithSlopes<T>(values, slopes); break;
            default: GeluWithSlopes<T>(values, slopes); break;
        }
    }

    /// <summary>values = f(values).</summary>
    public static void Apply<T>(Activation activation, Span<float> values) where T : struct, ILanes<T>
    {
        Check(values.Length, values.Length);
        switch (activation)
        {
            case Activation.Relu: Relu<T>(values); break;
            case Activation.Tanh: Tanh<T>(values); break;
            default: Gelu<T>(values); break;
        }
    }

    /// <summary>Drops units: values and slopes times 0, or times the scale that keeps their mean.</summary>
    [MethodImpl(KernelMethod.Options)]
    public static void Drop<T>(Span<float> values, Span<float> slopes, Dropout dropout, DropoutKey key, uint counter) where T : struct, ILanes<T>
    {
        Check(values.Length, slopes.Length);
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var slope = ref MemoryMarshal.GetReference(slopes);
        var scale = T.Broadcast(dropout.Scale);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)T.Count)
        {
            var factor = T.WhereKept(counter + (uint)i, key, dropout.Threshold, scale);
            T.Store(T.Load(ref value, i) * factor, ref value, i);
            T.Store(T.Load(ref slope, i) * factor, ref slope, i);
        }
    }

    [MethodImpl(KernelMethod.Options)]
    private static void ReluWithSlopes<T>(Span<float> values, Span<float> slopes) where T : struct, ILanes<T>
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var slope = ref MemoryMarshal.GetReference(slopes);
        var one = T.Broadcast(1);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)T.Count)
        {
            var z = T.Load(ref value, i);
            T.Store(T.WherePositive(z, z), ref value, i);
            T.Store(T.WherePositive(z, one), ref slope, i);
        }
    }

    [MethodImpl(KernelMethod.Options)]
    private static void TanhWithSlopes<T>(Span<float> values, Span<float> slopes) where T : struct, ILanes<T>
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var slope = ref MemoryMarshal.GetReference(slopes);
        var one = T.Broadcast(1);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)T.Count)
        {
            var tanh = LaneMath.Tanh(T.Load(ref value, i));
            T.Store(tanh, ref value, i);
            T.Store(one - (tanh * tanh), ref slope, i);
        }
    }

    [MethodImpl(KernelMethod.Options)]
    private static void GeluWithSlopes<T>(Span<float> values, Span<float> slopes) where T : struct, ILanes<T>
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var slope = ref MemoryMarshal.GetReference(slopes);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)T.Count)
        {
            var z = T.Load(ref value, i);
            var (distribution, density) = LaneMath.Normal(z);
            T.Store(z * distribution, ref value, i);
            T.Store(T.MultiplyAdd(z, density, distribution), ref slope, i);
        }
    }

    [MethodImpl(KernelMethod.Options)]
    private static void Relu<T>(Span<float> values) where T : struct, ILanes<T>
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)T.Count)
        {
            var z = T.Load(ref value, i);
            T.Store(T.WherePositive(z, z), ref value, i);
        }
    }

    [MethodImpl(KernelMethod.Options)]
    private static void Tanh<T>(Span<float> values) where T : struct, ILanes<T>
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)T.Count) T.Store(LaneMath.Tanh(T.Load(ref value, i)), ref value, i);
    }

    [MethodImpl(KernelMethod.Options)]
    private static void Gelu<T>(Span<float> values) where T : struct, ILanes<T>
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)T.Count)
        {
            var z = T.Load(ref value, i);
            T.Store(z * LaneMath.Normal(z).Distribution, ref value, i);
        }
    }

    private static void Check(int values, int slopes)
    {
        if (values != slopes || values % Padding.Width != 0) throw new ArgumentException($"{values} values and {slopes} slopes are not rows of whole vectors.");
    }
}

/// <summary>How many units are dropped, as the kernels need it.</summary>
/// <param name="Threshold">A hash below it drops a unit.</param>
/// <param name="Scale">What the units that stay are multiplied by.</param>
internal readonly record struct Dropout(uint Threshold, float Scale)
{
    public static Dropout Of(double rate) => new((uint)(rate * uint.MaxValue), (float)(1 / (1 - rate)));
}
