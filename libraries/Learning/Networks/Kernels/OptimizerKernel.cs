using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>The numbers of one Adam step.</summary>
/// <param name="FirstDecay">How much of the mean gradient stays.</param>
/// <param name="SecondDecay">How much of the mean squared gradient stays.</param>
/// <param name="Rate">The step size over the mean gradient's bias.</param>
/// <param name="RootScale">1 over the root of the mean square's bias.</param>
/// <param name="Tiny">Keeps the divisor above zero.</param>
/// <param name="Shrink">What weights are multiplied by first: 1 - learning rate × weight decay.</param>
internal readonly record struct AdamNumbers(float FirstDecay, float SecondDecay, float Rate, float RootScale, float Tiny, float Shrink);

/// <summary>The numbers of one step with momentum.</summary>
internal readonly record struct MomentumNumbers(float Momentum, float Rate, float Shrink);

/// <summary>Steps of an optimizer over a range of parameters.</summary>
internal static class OptimizerKernel
{
    [MethodImpl(KernelMethod.Options)]
    public static void Adam<T>(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> firsts, Span<float> seconds, AdamNumbers numbers)
        where T : struct, ILanes<T>
    {
        Check(weights.Length, gradients.Length, firsts.Length, seconds.Length);
        ref var weight = ref MemoryMarshal.GetReference(weights);
        ref var gradient = ref MemoryMarshal.GetReference(gradients);
        ref var first = ref MemoryMarshal.GetReference(firsts);
        ref var second = ref MemoryMarshal.GetReference(seconds);
        T keepFirst = T.Broadcast(numbers.FirstDecay), takeFirst = T.Broadcast(1 - numbers.FirstDecay);
        T keepSecond = T.Broadcast(numbers.SecondDecay), takeSecond = T.Broadcast(1 - numbers.SecondDecay);
        T rate = T.Broadcast(-numbers.Rate), rootScale = T.Broadcast(numbers.RootScale), tiny = T.Broadcast(numbers.Tiny), shrink = T.Broadcast(numbers.Shrink);
        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)T.Count)
        {
            var g = T.Load(ref gradient, i);
            var m = T.MultiplyAdd(keepFirst, T.Load(ref first, i), takeFirst * g);
            var v = T.MultiplyAdd(keepSecond, T.Load(ref second, i), takeSecond * g * g);
            T.Store(m, ref first, i);
            T.Store(v, ref second, i);
            var divisor = T.MultiplyAdd(T.SquareRoot(v), rootScale, tiny);
            T.Store(T.MultiplyAdd(shrink, T.Load(ref weight, i), rate * m / divisor), ref weight, i);
        }
    }

    [MethodImpl(KernelMethod.Options)]
    public static void Momentum<T>(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> velocities, MomentumNumbers numbers)
        where T : struct, ILanes<T>
    {
        Check(weights.Length, gradients.Length, velocities.Length, velocities.Length);
        ref var weight = ref MemoryMarshal.GetReference(weights);
        ref var gradient = ref MemoryMarshal.GetReference(gradients);
        ref var velocity = ref MemoryMarshal.GetReference(velocities);
        T momentum = T.Broadcast(numbers.Momentum), rate = T.Broadcast(-numbers.Rate), shrink = T.Broadcast(numbers.Shrink);
        for (nuint i = 0; i < (nuint)weights.Length; i += (nuint)T.Count)
        {
            var v = T.MultiplyAdd(momentum, T.Load(ref velocity, i), T.Load(ref gradient, i));
            T.Store(v, ref velocity, i);
            T.Store(T.MultiplyAdd(shrink, T.Load(ref weight, i), rate * v), ref weight, i);
        }
    }

    private static void Check(int weights, int gradients, int firsts, int seconds)
    {
        if (gradients != weights || firsts != weights || seconds != weights || weights % Padding.Width != 0)
        {
            throw new ArgumentException($"{weights} weights, {gradients} gradients and {firsts} and {seconds} moments do not go together.");
        }
    }
}
