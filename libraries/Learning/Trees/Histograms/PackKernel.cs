using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Trees.Histograms;

/// <summary>Rounds derivatives to integers and packs them, eight rows at once or one by one, with the same bits.</summary>
internal static class PackKernel
{
    /// <summary>As many rows as fill whole vectors; returns how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Vectors(ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians, float gradientScale, float hessianScale, Span<long> words)
    {
        var g = MemoryMarshal.Cast<float, Vector256<float>>(gradients);
        var h = MemoryMarshal.Cast<float, Vector256<float>>(hessians)[..g.Length];
        var target = MemoryMarshal.Cast<long, Vector512<long>>(words)[..g.Length];
        for (var i = 0; i < g.Length; i++)
        {
            var gradient = Vector256.ConvertToInt32(Vector256.Round(g[i] * gradientScale));
            var positive = Vector256.GreaterThan(h[i], Vector256<float>.Zero).AsInt32() & Vector256<int>.One;
            var hessian = Vector256.Max(Vector256.ConvertToInt32(Vector256.Round(h[i] * hessianScale)), positive);
            var (gradientLow, gradientHigh) = Vector256.Widen(gradient);
            var (hessianLow, hessianHigh) = Vector256.Widen(hessian);
            target[i] = (Vector512.Create(gradientLow, gradientHigh) << PackedGradients.HessianBits) + Vector512.Create(hessianLow, hessianHigh);
        }

        return g.Length * Vector256<float>.Count;
    }

    /// <summary>The plain way.</summary>
    public static void Rest(ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians, float gradientScale, float hessianScale, Span<long> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var gradient = (int)MathF.Round(gradients[i] * gradientScale);
            var hessian = Math.Max((int)MathF.Round(hessians[i] * hessianScale), hessians[i] > 0 ? 1 : 0);
            words[i] = ((long)gradient << PackedGradients.HessianBits) + hessian;
        }
    }
}
