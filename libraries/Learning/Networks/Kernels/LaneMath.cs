using System.Runtime.CompilerServices;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>Exponential, hyperbolic tangent and normal distribution, by the same operations at every width.</summary>
internal static class LaneMath
{
    private const float LargestExponent = 87;
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e to the power of a value, which is held between -87 and 87; relative error below 2e-7.</summary>
    /// <remarks>A power of two times the Taylor polynomial of degree 7 on half an octave either side of zero.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T value) where T : struct, ILanes<T>
    {
        value = T.Clamp(value, -LargestExponent, LargestExponent);
        var octaves = T.Round(value * T.Broadcast(Log2E));
        var rest = T.MultiplyAdd(octaves, T.Broadcast(-Ln2High), value);
        rest = T.MultiplyAdd(octaves, T.Broadcast(-Ln2Low), rest);
        var sum = T.MultiplyAdd(T.Broadcast(1f / 5040), rest, T.Broadcast(1f / 720));
        sum = T.MultiplyAdd(sum, rest, T.Broadcast(1f / 120));
        sum = T.MultiplyAdd(sum, rest, T.Broadcast(1f / 24));
        sum = T.MultiplyAdd(sum, rest, T.Broadcast(1f / 6));
        sum = T.MultiplyAdd(sum, rest, T.Broadcast(0.5f));
        sum = T.MultiplyAdd(sum, rest, T.Broadcast(1));
        sum = T.MultiplyAdd(sum, rest, T.Broadcast(1));
        return sum * T.PowerOfTwo(octaves);
    }

    /// <summary>The hyperbolic tangent; absolute error below 2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T value) where T : struct, ILanes<T>
    {
        var small = Exp(T.Abs(value) * T.Broadcast(-2));
        var one = T.Broadcast(1);
        return T.CopySign((one - small) / (one + small), value);
    }

    /// <summary>1 / (1 + e^-value); absolute error below 2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Logistic<T>(T value) where T : struct, ILanes<T>
    {
        var one = T.Broadcast(1);
        return one / (one + Exp(T.Broadcast(0) - value));
    }

    /// <summary>The standard normal distribution function and its density; absolute error below 2e-7.</summary>
    /// <remarks>Abramowitz and Stegun, formula 7.1.26.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Distribution, T Density) Normal<T>(T value) where T : struct, ILanes<T>
    {
        const float InverseRootTwo = 0.70710678f;
        const float InverseRootTwoPi = 0.39894228f;
        var one = T.Broadcast(1);
        var half = T.Broadcast(0.5f);
        var bell = Exp(value * value * T.Broadcast(-0.5f));
        var t = one / T.MultiplyAdd(T.Abs(value) * T.Broadcast(InverseRootTwo), T.Broadcast(0.3275911f), one);
        var sum = T.MultiplyAdd(T.Broadcast(1.061405429f), t, T.Broadcast(-1.453152027f));
        sum = T.MultiplyAdd(sum, t, T.Broadcast(1.421413741f));
        sum = T.MultiplyAdd(sum, t, T.Broadcast(-0.284496736f));
        sum = T.MultiplyAdd(sum, t, T.Broadcast(0.254829592f));
        var error = one - (sum * t * bell);
        return (T.MultiplyAdd(half, T.CopySign(error, value), half), bell * T.Broadcast(InverseRootTwoPi));
    }
}
