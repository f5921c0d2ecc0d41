using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>One number each for 32 rows, as four registers: what the kernels compute with as if it were one number.</summary>
internal readonly struct Lanes
{
    /// <summary>How many rows there are.</summary>
    public const int Count = 32;

    private readonly Vector512<double> a, b, c, d;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes All(double value)
    {
        var vector = Vector512.Create(value);
        return new Lanes(vector, vector, vector, vector);
    }

    /// <summary>The numbers one by one.</summary>
    public static Span<double> Values(Span<Lanes> lanes) => MemoryMarshal.Cast<Lanes, double>(lanes);

    /// <inheritdoc cref="Values(Span{Lanes})"/>
    public static ReadOnlySpan<double> Values(ReadOnlySpan<Lanes> lanes) => MemoryMarshal.Cast<Lanes, double>(lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator +(Lanes x, Lanes y) => new(x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes x, Lanes y) => new(x.a - y.a, x.b - y.b, x.c - y.c, x.d - y.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes x, Lanes y) => new(x.a * y.a, x.b * y.b, x.c * y.c, x.d * y.d);

    /// <summary>x y + z</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MultiplyAdd(Lanes x, Lanes y, Lanes z) => new(
        Vector512.FusedMultiplyAdd(x.a, y.a, z.a), Vector512.FusedMultiplyAdd(x.b, y.b, z.b),
        Vector512.FusedMultiplyAdd(x.c, y.c, z.c), Vector512.FusedMultiplyAdd(x.d, y.d, z.d));

    /// <summary>x y + z with one y for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MultiplyAdd(Lanes x, double y, Lanes z)
    {
        var factor = Vector512.Create(y);
        return new Lanes(
            Vector512.FusedMultiplyAdd(x.a, factor, z.a), Vector512.FusedMultiplyAdd(x.b, factor, z.b),
            Vector512.FusedMultiplyAdd(x.c, factor, z.c), Vector512.FusedMultiplyAdd(x.d, factor, z.d));
    }

    /// <summary>x y + z with one y and one z for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MultiplyAdd(Lanes x, double y, double z)
    {
        Vector512<double> factor = Vector512.Create(y), term = Vector512.Create(z);
        return new Lanes(
            Vector512.FusedMultiplyAdd(x.a, factor, term), Vector512.FusedMultiplyAdd(x.b, factor, term),
            Vector512.FusedMultiplyAdd(x.c, factor, term), Vector512.FusedMultiplyAdd(x.d, factor, term));
    }

    /// <summary><paramref name="kept"/> where x &lt; bound, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes KeepBelow(Lanes x, double bound, Lanes kept)
    {
        var limit = Vector512.Create(bound);
        return new Lanes(
            kept.a & Vector512.LessThan(x.a, limit), kept.b & Vector512.LessThan(x.b, limit),
            kept.c & Vector512.LessThan(x.c, limit), kept.d & Vector512.LessThan(x.d, limit));
    }

    /// <summary><paramref name="kept"/> where x &lt; bound or x is NaN, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes KeepNotAbove(Lanes x, double bound, Lanes kept)
    {
        var limit = Vector512.Create(bound);
        return new Lanes(
            Vector512.AndNot(kept.a, Vector512.GreaterThanOrEqual(x.a, limit)), Vector512.AndNot(kept.b, Vector512.GreaterThanOrEqual(x.b, limit)),
            Vector512.AndNot(kept.c, Vector512.GreaterThanOrEqual(x.c, limit)), Vector512.AndNot(kept.d, Vector512.GreaterThanOrEqual(x.d, limit)));
    }
}
