using System.Runtime.CompilerServices;

namespace MlPlatform.Learning.Linear.Kernels;

/// <summary>Exponential and logarithm on lanes.</summary>
internal static class LaneMath
{
    /// <summary>Below it, the exponential is no longer a normal number; smaller arguments count as this.</summary>
    public const float SmallestExponent = -87;

    private const float Log2E = 1.44269504f;
    private const float Ln2 = 0.693147181f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e to the power of numbers up to 0, within 2 units in the last place.</summary>
    /// <remarks>e^x = 2^n e^r with |r| at most ln(2)/2 (Cody and Waite), e^r by its Taylor polynomial of degree 7.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ExpOfNegative<TOps, TLanes>(TLanes x) where TOps : ILaneOps<TLanes> where TLanes : struct
    {
        x = TOps.Max(x, TOps.Create(SmallestExponent));
        var n = TOps.Floor(TOps.MultiplyAdd(x, TOps.Create(Log2E), TOps.Create(0.5f)));
        var r = TOps.MultiplyAdd(n, TOps.Create(-Ln2High), x);
        r = TOps.MultiplyAdd(n, TOps.Create(-Ln2Low), r);
        var p = TOps.Create(1f / 5040);
        p = TOps.MultiplyAdd(p, r, TOps.Create(1f / 720));
        p = TOps.MultiplyAdd(p, r, TOps.Create(1f / 120));
        p = TOps.MultiplyAdd(p, r, TOps.Create(1f / 24));
        p = TOps.MultiplyAdd(p, r, TOps.Create(1f / 6));
        p = TOps.MultiplyAdd(p, r, TOps.Create(0.5f));
        p = TOps.MultiplyAdd(p, r, TOps.Create(1));
        p = TOps.MultiplyAdd(p, r, TOps.Create(1));
        return TOps.Multiply(p, TOps.PowerOfTwo(n));
    }

    /// <summary>ln(1 + x) for x from 0 to 1, within 4 units in the last place.</summary>
    /// <remarks>2 artanh(s) with s = x / (2 + x), at most 1/3, by its series up to s^15.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogOnePlus<TOps, TLanes>(TLanes x) where TOps : ILaneOps<TLanes> where TLanes : struct
    {
        var s = TOps.Divide(x, TOps.Add(x, TOps.Create(2)));
        var square = TOps.Multiply(s, s);
        var p = TOps.Create(1f / 15);
        p = TOps.MultiplyAdd(p, square, TOps.Create(1f / 13));
        p = TOps.MultiplyAdd(p, square, TOps.Create(1f / 11));
        p = TOps.MultiplyAdd(p, square, TOps.Create(1f / 9));
        p = TOps.MultiplyAdd(p, square, TOps.Create(1f / 7));
        p = TOps.MultiplyAdd(p, square, TOps.Create(1f / 5));
        p = TOps.MultiplyAdd(p, square, TOps.Create(1f / 3));
        p = TOps.MultiplyAdd(p, square, TOps.Create(1));
        return TOps.Multiply(TOps.Add(s, s), p);
    }

    /// <summary>The natural logarithm of normal positive numbers, to 3e-7 absolute or 4 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TOps, TLanes>(TLanes x) where TOps : ILaneOps<TLanes> where TLanes : struct
    {
        var exponent = TOps.Exponent(x, out var mantissa);
        return TOps.MultiplyAdd(exponent, TOps.Create(Ln2), LogOnePlus<TOps, TLanes>(TOps.Subtract(mantissa, TOps.Create(1))));
    }
}
