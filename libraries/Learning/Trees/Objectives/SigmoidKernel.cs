using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>The derivatives of the log loss, eight rows at once or one by one, with the same bits.</summary>
/// <remarks>exp(-x) = 2^n · e^r with n the nearest integer to -x/ln 2; e^r by a polynomial of degree 6. Error below 2 units in the last place.</remarks>
internal static class SigmoidKernel
{
    private const float Furthest = 87f;
    private const float PerLn2 = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float C2 = 0.5f;
    private const float C3 = 1.6666667e-1f;
    private const float C4 = 4.1666642e-2f;
    private const float C5 = 8.3334519e-3f;
    private const float C6 = 1.3987644e-3f;
    private const float SmallestHessian = 1e-16f;
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    /// <summary>As many rows as fill whole vectors; returns how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int DeriveVectors(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, Span<float> gradients, Span<float> hessians)
    {
        var x = MemoryMarshal.Cast<float, Vector256<float>>(margins);
        var y = MemoryMarshal.Cast<float, Vector256<float>>(labels)[..x.Length];
        var g = MemoryMarshal.Cast<float, Vector256<float>>(gradients)[..x.Length];
        var h = MemoryMarshal.Cast<float, Vector256<float>>(hessians)[..x.Length];
        var smallest = Vector256.Create(SmallestHessian);
        for (var i = 0; i < x.Length; i++)
        {
            var p = Sigmoid(x[i]);
            g[i] = p - y[i];
            h[i] = Vector256.Max(p * (Vector256<float>.One - p), smallest);
        }

        return x.Length * Vector256<float>.Count;
    }

    /// <summary>The plain way.</summary>
    public static void DeriveRest(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, Span<float> gradients, Span<float> hessians)
    {
        for (var i = 0; i < margins.Length; i++)
        {
            var p = Sigmoid(margins[i]);
            gradients[i] = p - labels[i];
            hessians[i] = Math.Max(p * (1 - p), SmallestHessian);
        }
    }

    public static float Sigmoid(float x)
    {
        x = Math.Clamp(-x, -Furthest, Furthest);
        var n = MathF.Round(x * PerLn2);
        var r = MathF.FusedMultiplyAdd(n, -Ln2High, x);
        r = MathF.FusedMultiplyAdd(n, -Ln2Low, r);
        var p = MathF.FusedMultiplyAdd(C6, r, C5);
        p = MathF.FusedMultiplyAdd(p, r, C4);
        p = MathF.FusedMultiplyAdd(p, r, C3);
        p = MathF.FusedMultiplyAdd(p, r, C2);
        p = MathF.FusedMultiplyAdd(p, r, 1);
        p = MathF.FusedMultiplyAdd(p, r, 1);
        var power = BitConverter.Int32BitsToSingle(((int)n + ExponentBias) << MantissaBits);
        return 1 / (1 + (p * power));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Sigmoid(Vector256<float> x)
    {
        var one = Vector256<float>.One;
        x = Vector256.Min(Vector256.Max(-x, Vector256.Create(-Furthest)), Vector256.Create(Furthest));
        var n = Vector256.Round(x * PerLn2);
        var r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2High), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), r);
        var p = Vector256.FusedMultiplyAdd(Vector256.Create(C6), r, Vector256.Create(C5));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(C4));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(C3));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(C2));
        p = Vector256.FusedMultiplyAdd(p, r, one);
        p = Vector256.FusedMultiplyAdd(p, r, one);
        var power = ((Vector256.ConvertToInt32(n) + Vector256.Create(ExponentBias)) << MantissaBits).AsSingle();
        return one / (one + (p * power));
    }
}
