using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Trees.Histograms;

/// <summary>Unpacks packed sums and adds them to sums of gradients and hessians; exact, so vectors and plain code agree.</summary>
internal static class FoldKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<long> packed, double gradientUnit, double hessianUnit, Span<double> gradients, Span<double> hessians)
    {
        var words = MemoryMarshal.Cast<long, Vector512<long>>(packed);
        var g = MemoryMarshal.Cast<double, Vector512<double>>(gradients)[..words.Length];
        var h = MemoryMarshal.Cast<double, Vector512<double>>(hessians)[..words.Length];
        var mask = Vector512.Create((1L << PackedGradients.HessianBits) - 1);
        for (var i = 0; i < words.Length; i++)
        {
            g[i] += Vector512.ConvertToDouble(words[i] >> PackedGradients.HessianBits) * gradientUnit;
            h[i] += Vector512.ConvertToDouble(words[i] & mask) * hessianUnit;
        }
    }

    /// <summary>The same where there were no sums before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Set(ReadOnlySpan<long> packed, double gradientUnit, double hessianUnit, Span<double> gradients, Span<double> hessians)
    {
        var words = MemoryMarshal.Cast<long, Vector512<long>>(packed);
        var g = MemoryMarshal.Cast<double, Vector512<double>>(gradients)[..words.Length];
        var h = MemoryMarshal.Cast<double, Vector512<double>>(hessians)[..words.Length];
        var mask = Vector512.Create((1L << PackedGradients.HessianBits) - 1);
        for (var i = 0; i < words.Length; i++)
        {
            g[i] = Vector512.ConvertToDouble(words[i] >> PackedGradients.HessianBits) * gradientUnit;
            h[i] = Vector512.ConvertToDouble(words[i] & mask) * hessianUnit;
        }
    }

    /// <summary>The plain way.</summary>
    public static void AddPlain(ReadOnlySpan<long> packed, double gradientUnit, double hessianUnit, Span<double> gradients, Span<double> hessians)
    {
        for (var i = 0; i < packed.Length; i++)
        {
            gradients[i] += PackedGradients.GradientOf(packed[i]) * gradientUnit;
            hessians[i] += PackedGradients.HessianOf(packed[i]) * hessianUnit;
        }
    }

    /// <summary>Takes the sums of one child from those of its parent, which leaves the other child's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(Span<double> parent, ReadOnlySpan<double> child)
    {
        var whole = MemoryMarshal.Cast<double, Vector512<double>>(parent);
        var part = MemoryMarshal.Cast<double, Vector512<double>>(child)[..whole.Length];
        for (var i = 0; i < whole.Length; i++) whole[i] -= part[i];
    }
}
